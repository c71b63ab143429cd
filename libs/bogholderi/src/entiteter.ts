import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Bilagsart } from './bilag.js';

/** Columns only; the tables are migrations/kommune/0003-bogholderi.sql. Amounts are text in kroner with two decimals. */
@Entity('konto')
export class KontoEntity {
  @PrimaryColumn('text') kode: string;
  @Column('text') navn: string;
  @Column('text') art: 'AKTIV' | 'PASSIV' | 'INDTAEGT' | 'UDGIFT';
  @Column('boolean') debitor: boolean;
}

@Entity('bilag')
export class BilagEntity {
  @PrimaryColumn('bigint') id: string;
  @Column('text') noegle: string;
  @Column('text') art: Bilagsart;
  @Column('date') virkningsdato: string;
  @Column('date') bogfoeringsdato: string;
  @Column('boolean') supplement: boolean;
  @Column('bigint', { name: 'indbetaling_id', nullable: true }) indbetalingId: string | null;
  @Column('bigint', { name: 'modbilag_id', nullable: true }) modbilagId: string | null;
  @Column('bigint', { name: 'koersel_id', nullable: true }) koerselId: string | null;
  @Column('text') bruger: string;
  @Column('timestamptz') registreret: Date;
}

@Entity('postering')
export class PosteringEntity {
  @PrimaryColumn('bigint', { name: 'bilag_id' }) bilagId: string;
  @PrimaryColumn('smallint') nr: number;
  @Column('text') konto: string;
  @Column('numeric', { precision: 15, scale: 2 }) beloeb: string;
  @Column('date') virkningsdato: string;
  @Column('bigint', { name: 'aftalekonto_id', nullable: true }) aftalekontoId: string | null;
  @Column('bigint', { name: 'krav_id', nullable: true }) kravId: string | null;
  @Column('bigint', { name: 'kravlinje_id', nullable: true }) kravlinjeId: string | null;
  @Column('text', { nullable: true }) kontering: string | null;
}

export const BOGHOLDERIETS_ENTITETER = [KontoEntity, BilagEntity, PosteringEntity] as const;
