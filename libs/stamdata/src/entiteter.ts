import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Columns only; the tables are migrations/kommune/0002-stamdata.sql. */
@Entity('forretningspartner')
export class ForretningspartnerEntity {
  @PrimaryColumn('bigint') id: string;
  @Column('text') type: Forretningspartnertype;
  @Column('timestamptz') oprettet: Date;
}
/** Bilag 2B's six types; the last three are not legally liable. */
export type Forretningspartnertype = 'BORGER' | 'ERSTATNINGSPERSON' | 'VIRKSOMHED' | 'BIDRAGSBERETTIGET' | 'BIDRAGSPERSON' | 'ADMINISTRATOR';

@Entity('aftalekonto')
export class AftalekontoEntity {
  @PrimaryColumn('bigint') id: string;
  @Column('bigint', { name: 'forretningspartner_id' }) forretningspartnerId: string;
  @Column('text') type: string;
  @Column('timestamptz') oprettet: Date;
}

@Entity('aftaleindhold')
export class AftaleindholdEntity {
  @PrimaryColumn('bigint') id: string;
  @Column('bigint', { name: 'aftalekonto_id' }) aftalekontoId: string;
  @Column('text') fagsystem: string;
  @Column('bytea', { name: 'nummer_opslag' }) nummerOpslag: Buffer;
  @Column('bytea', { name: 'nummer_krypteret' }) nummerKrypteret: Buffer;
  @Column('timestamptz') oprettet: Date;
}

@Entity('haefter')
export class HaefterEntity {
  @PrimaryColumn('bigint') id: string;
  @Column('bigint', { name: 'aftaleindhold_id' }) aftaleindholdId: string;
  @Column('bigint', { name: 'forretningspartner_id' }) forretningspartnerId: string;
  @Column('text') form: 'ENE' | 'SOLIDARISK' | 'PRO_RATA' | 'SUBSIDIAER';
  @Column('date', { name: 'gyldig_fra' }) gyldigFra: string;
  @Column('date', { name: 'gyldig_til' }) gyldigTil: string;
}

export const STAMDATAS_ENTITETER = [ForretningspartnerEntity, AftalekontoEntity, AftaleindholdEntity, HaefterEntity] as const;
