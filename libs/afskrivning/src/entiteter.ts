import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Afskrivningsaarsag, Afskrivningsart } from './typer.js';

/** Columns only; the tables are migrations/kommune/0004-krav.sql and 0016b-afskrivning.sql. Amounts are text in kroner with two decimals. */
@Entity('afskrivning')
export class AfskrivningEntity {
  @PrimaryColumn('bigint', { name: 'bilag_id' }) bilagId: string;
  @PrimaryColumn('bigint', { name: 'krav_id' }) kravId: string;
  @Column('text') aarsag: Afskrivningsaarsag;
  @Column('date') dato: string;
  @Column('numeric', { precision: 15, scale: 2 }) beloeb: string;
  @Column('text') art: Afskrivningsart;
  @Column('bigint', { name: 'beslutning_id', nullable: true }) beslutningId: string | null;
}

@Entity('afskrivningsbeslutning')
export class AfskrivningsbeslutningEntity {
  @PrimaryColumn('bigint') id: string;
  @Column('text') art: 'AFSKRIVNING' | 'GENAABNING';
  @Column('text') aarsag: Afskrivningsaarsag;
  @Column('numeric', { precision: 15, scale: 2 }) beloeb: string;
  @Column('date') virkningsdato: string;
  @Column('numeric', { precision: 15, scale: 2 }) graense: string;
  @Column('numeric', { precision: 15, scale: 2 }) tidligere: string;
  @Column('boolean') kursgevinst: boolean;
  @Column('bytea', { nullable: true }) begrundelse: Buffer | null;
  @Column('bytea', { nullable: true }) dokumentation: Buffer | null;
  @Column('bigint', { name: 'godkendelse_id', nullable: true }) godkendelseId: string | null;
  @Column('text') bruger: string;
  @Column('timestamptz') registreret: Date;
}

export const AFSKRIVNINGENS_ENTITETER = [AfskrivningEntity, AfskrivningsbeslutningEntity] as const;
