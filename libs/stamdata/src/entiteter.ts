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
  /** New claims of the type are placed here. */
  @Column('boolean') plads: boolean;
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

/** What is true from gyldigFra to gyldigTil, as it was known from kendtFra to kendtTil. */
abstract class Toakset {
  @PrimaryColumn('date', { name: 'gyldig_fra' }) gyldigFra: string;
  @Column('date', { name: 'gyldig_til' }) gyldigTil: string;
  @PrimaryColumn('timestamptz', { name: 'kendt_fra' }) kendtFra: Date;
  @Column('timestamptz', { name: 'kendt_til' }) kendtTil: Date;
  @Column('text') bruger: string;
}

@Entity('forretningspartner_version')
export class ForretningspartnerVersionEntity extends Toakset {
  @PrimaryColumn('bigint', { name: 'forretningspartner_id' }) forretningspartnerId: string;
  @Column('text', { nullable: true }) navn: string | null;
  @Column('text', { nullable: true }) vejnavn: string | null;
  @Column('text', { nullable: true }) husnummer: string | null;
  @Column('text', { nullable: true }) postnummer: string | null;
  @Column('text', { nullable: true }) postdistrikt: string | null;
  @Column('text') landekode: string;
  @Column('boolean') adressebeskyttet: boolean;
  @Column('text', { name: 'cpr_status', nullable: true }) cprStatus: string | null;
  @Column('text', { nullable: true }) virksomhedsform: string | null;
  @Column('date', { nullable: true }) ophoert: string | null;
}

@Entity('partner_ident')
export class PartnerIdentEntity extends Toakset {
  @PrimaryColumn('bigint', { name: 'forretningspartner_id' }) forretningspartnerId: string;
  @PrimaryColumn('text') art: string;
  @PrimaryColumn('bytea') opslag: Buffer;
  @Column('bytea') krypteret: Buffer;
}

@Entity('aftalekonto_version')
export class AftalekontoVersionEntity extends Toakset {
  @PrimaryColumn('bigint', { name: 'aftalekonto_id' }) aftalekontoId: string;
  @Column('text', { nullable: true }) betegnelse: string | null;
  @Column('boolean', { name: 'boet_markering' }) boetMarkering: boolean;
}

@Entity('aftalekonto_ejer')
export class AftalekontoEjerEntity extends Toakset {
  @PrimaryColumn('bigint', { name: 'aftalekonto_id' }) aftalekontoId: string;
  @Column('bigint', { name: 'forretningspartner_id' }) forretningspartnerId: string;
}

@Entity('aftaleindhold_version')
export class AftaleindholdVersionEntity extends Toakset {
  @PrimaryColumn('bigint', { name: 'aftaleindhold_id' }) aftaleindholdId: string;
  @Column('text', { nullable: true }) art: string | null;
  @Column('text', { nullable: true }) betegnelse: string | null;
  @Column('bytea', { nullable: true }) betalingsspecifikation: Buffer | null;
  @Column('bigint', { name: 'bidragsperson_id', nullable: true }) bidragspersonId: string | null;
  @Column('bigint', { name: 'bidragsberettiget_id', nullable: true }) bidragsberettigetId: string | null;
}

@Entity('haefter')
export class HaefterEntity extends Toakset {
  @PrimaryColumn('text') niveau: 'AFTALEINDHOLD' | 'KRAV';
  @PrimaryColumn('bigint', { name: 'objekt_id' }) objektId: string;
  @PrimaryColumn('bigint', { name: 'forretningspartner_id' }) forretningspartnerId: string;
  @Column('text') form: 'ENE' | 'SOLIDARISK' | 'PRO_RATA' | 'SUBSIDIAER';
  @Column('integer', { name: 'andel_taeller', nullable: true }) andelTaeller: number | null;
  @Column('integer', { name: 'andel_naevner', nullable: true }) andelNaevner: number | null;
}

@Entity('partner_adresse')
export class PartnerAdresseEntity extends Toakset {
  @PrimaryColumn('bigint', { name: 'forretningspartner_id' }) forretningspartnerId: string;
  @Column('text', { nullable: true }) vejnavn: string | null;
  @Column('text', { nullable: true }) husnummer: string | null;
  @Column('text', { nullable: true }) postnummer: string | null;
  @Column('text', { nullable: true }) postdistrikt: string | null;
  @Column('text', { nullable: true }) by: string | null;
  @Column('text') landekode: string;
}

@Entity('bs_aftale')
export class BsAftaleEntity extends Toakset {
  @PrimaryColumn('text', { name: 'pbs_nummer' }) pbsNummer: string;
  @PrimaryColumn('text') debitorgruppe: string;
  @PrimaryColumn('text') kundenummer: string;
  @Column('bigint', { name: 'forretningspartner_id' }) forretningspartnerId: string;
  @Column('text') aftalenummer: string;
}

@Entity('korrespondance')
export class KorrespondanceEntity extends Toakset {
  @PrimaryColumn('text') niveau: 'AFTALEKONTO' | 'AFTALEINDHOLD';
  @PrimaryColumn('bigint', { name: 'objekt_id' }) objektId: string;
  @PrimaryColumn('text') rolle: 'MODTAGER' | 'ADMINISTRATOR';
  @PrimaryColumn('bigint', { name: 'forretningspartner_id' }) forretningspartnerId: string;
}

@Entity('partner_relation')
export class PartnerRelationEntity extends Toakset {
  @PrimaryColumn('bigint', { name: 'forretningspartner_id' }) forretningspartnerId: string;
  @PrimaryColumn('bigint', { name: 'til_id' }) tilId: string;
  @PrimaryColumn('text') art: 'INDEHAVER' | 'INTERESSENT' | 'KOMPLEMENTAR';
}

export const STAMDATAS_ENTITETER = [
  ForretningspartnerEntity, ForretningspartnerVersionEntity, PartnerIdentEntity, AftalekontoEntity, AftalekontoVersionEntity, AftalekontoEjerEntity, AftaleindholdEntity,
  AftaleindholdVersionEntity, HaefterEntity, PartnerAdresseEntity, BsAftaleEntity, KorrespondanceEntity, PartnerRelationEntity,
] as const;
