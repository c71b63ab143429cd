import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Svarart } from './godkendelse.rules.js';

/** Columns only; the tables are migrations/kommune/0016-godkendelse.sql. Amounts are text in kroner with two decimals. */
@Entity('godkendelse')
export class GodkendelseEntity {
  @PrimaryColumn('bigint') id: string;
  @Column('text') art: string;
  @Column('text', { nullable: true }) objekt: string | null;
  @Column('text') indhold: string;
  @Column('text') hash: string;
  @Column('numeric', { precision: 15, scale: 2, nullable: true }) beloeb: string | null;
  @Column('bytea') begrundelse: Buffer;
  @Column('bytea', { nullable: true }) dokumentation: Buffer | null;
  @Column('date') dato: string;
  @Column('date', { name: 'sidste_dag' }) sidsteDag: string;
  @Column('bigint', { name: 'koersel_id', nullable: true }) koerselId: string | null;
  @Column('text') bruger: string;
  @Column('timestamptz') registreret: Date;
}

@Entity('godkendelse_svar')
export class GodkendelseSvarEntity {
  @PrimaryColumn('bigint', { name: 'godkendelse_id' }) godkendelseId: string;
  @Column('text') svar: Svarart;
  @Column('bytea', { nullable: true }) kommentar: Buffer | null;
  @Column('date') dato: string;
  @Column('text') bruger: string;
  @Column('timestamptz') registreret: Date;
}

export const GODKENDELSENS_ENTITETER = [GodkendelseEntity, GodkendelseSvarEntity] as const;
