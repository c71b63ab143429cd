import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Columns only; the tables are migrations/kommune/0004-krav.sql and 0011-fakturering.sql. Amounts are text in kroner with two decimals. */
@Entity('kravsbilag')
export class KravsbilagEntity {
  @PrimaryColumn('bigint') id: string;
  @Column('text') art: 'HOVEDKRAV' | 'RENTE' | 'GEBYR';
  @Column('bigint', { name: 'aftalekonto_id' }) aftalekontoId: string;
  @Column('bigint', { name: 'aftaleindhold_id' }) aftaleindholdId: string;
  @Column('bigint', { name: 'hovedkrav_id', nullable: true }) hovedkravId: string | null;
  @Column('text') kravstype: string;
  @Column('text') fagsystem: string;
  @Column('text', { name: 'fagsystem_reference', nullable: true }) fagsystemReference: string | null;
  @Column('date', { name: 'periode_fra', nullable: true }) periodeFra: string | null;
  @Column('date', { name: 'periode_til', nullable: true }) periodeTil: string | null;
  @Column('date') stiftelsesdato: string;
  @Column('date') forfaldsdato: string;
  @Column('date') srb: string;
  @Column('numeric', { precision: 15, scale: 2 }) hovedstol: string;
  @Column('date') foraeldelsesdato: string;
  @Column('text', { name: 'betalings_id', nullable: true }) betalingsId: string | null;
  @Column('text', { name: 'kle_emne', nullable: true }) kleEmne: string | null;
  @Column('text', { name: 'organisatorisk_reference', nullable: true }) organisatoriskReference: string | null;
  @Column('timestamptz') registreret: Date;
  /** Day it was put on a bill; infinity while it waits for one; null where the fagsystem bills, and for renter and gebyrer. */
  @Column('date', { nullable: true }) faktureret: string | null;
}

@Entity('kravlinje')
export class KravlinjeEntity {
  @PrimaryColumn('bigint') id: string;
  @Column('bigint', { name: 'krav_id' }) kravId: string;
  @Column('smallint') nr: number;
  @Column('text') hovedtransaktion: string;
  @Column('text') deltransaktion: string;
  @Column('numeric', { precision: 15, scale: 2 }) beloeb: string;
  @Column('text') kontering: string;
  @Column('bytea', { nullable: true }) tekst: Buffer | null;
  @Column('text', { nullable: true }) momskode: string | null;
  @Column('numeric', { precision: 5, scale: 2, nullable: true }) momssats: string | null;
  /** kroner of beloeb that are moms */
  @Column('numeric', { precision: 15, scale: 2, nullable: true }) moms: string | null;
  @Column('bytea', { nullable: true }) ydelsesmodtager: Buffer | null;
}

@Entity('spaerre')
export class SpaerreEntity {
  @PrimaryColumn('bigint') id: string;
  @Column('text') niveau: 'FORRETNINGSPARTNER' | 'AFTALEKONTO' | 'AFTALEINDHOLD' | 'KRAV';
  @Column('bigint', { name: 'objekt_id' }) objektId: string;
  @Column('text') art: 'RENTE' | 'RYKKER' | 'UDLIGNING' | 'MODREGNING' | 'OVERDRAGELSE' | 'UDBETALING';
  @Column('text') aarsag: string;
  @Column('date') fra: string;
  @Column('date') til: string;
  @Column('text', { name: 'oprettet_af' }) oprettetAf: string;
  @Column('text') ejer: string;
  @Column('timestamptz') registreret: Date;
}

export const KRAVETS_ENTITETER = [KravsbilagEntity, KravlinjeEntity, SpaerreEntity] as const;
