import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Reguleringsaarsag, Reguleringsart } from './typer.js';

/** Columns only; the tables are migrations/kommune/0012-regulering.sql. Amounts are text in kroner with two decimals. */
@Entity('regulering')
export class ReguleringEntity {
  @PrimaryColumn('bigint') id: string;
  @Column('bigint', { name: 'krav_id' }) kravId: string;
  @Column('text') art: Reguleringsart;
  @Column('text') aarsag: Reguleringsaarsag;
  @Column('date') virkningsdato: string;
  @Column('numeric', { precision: 15, scale: 2 }) beloeb: string;
  @Column('bytea', { nullable: true }) tekst: Buffer | null;
  @Column('text') fagsystem: string;
  @Column('text', { name: 'fagsystem_reference', nullable: true }) fagsystemReference: string | null;
  @Column('bytea') aftryk: Buffer;
  @Column('bigint', { name: 'tillaegskrav_id', nullable: true }) tillaegskravId: string | null;
  @Column('bigint', { name: 'foelger_id', nullable: true }) foelgerId: string | null;
  @Column('bigint', { name: 'tilbagefoerer_id', nullable: true }) tilbagefoererId: string | null;
  @Column('text') bruger: string;
  @Column('timestamptz') registreret: Date;
}

@Entity('reguleringslinje')
export class ReguleringslinjeEntity {
  @PrimaryColumn('bigint', { name: 'regulering_id' }) reguleringId: string;
  @PrimaryColumn('smallint') nr: number;
  @Column('bigint', { name: 'kravlinje_id' }) kravlinjeId: string;
  @Column('bigint', { name: 'bilag_id', nullable: true }) bilagId: string | null;
  /** kroner that DEBITOR gains on the line; negative = less is owed */
  @Column('numeric', { precision: 15, scale: 2 }) beloeb: string;
}

export const REGULERINGENS_ENTITETER = [ReguleringEntity, ReguleringslinjeEntity] as const;
