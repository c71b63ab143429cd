import type { Versionstabel } from '#app/platform';

/** The room's tables on two axes: what was true on a day, and what we knew then (design D16). */
export const PARTNERVERSION: Versionstabel = {
  tabel: 'forretningspartner_version', noegler: ['forretningspartner_id'],
  vaerdier: ['navn', 'vejnavn', 'husnummer', 'postnummer', 'postdistrikt', 'landekode', 'adressebeskyttet', 'cpr_status', 'virksomhedsform', 'ophoert'],
};
export const IDENT: Versionstabel = { tabel: 'partner_ident', noegler: ['forretningspartner_id', 'art', 'opslag'], vaerdier: ['krypteret'] };
export const ADRESSE: Versionstabel = { tabel: 'partner_adresse', noegler: ['forretningspartner_id'], vaerdier: ['vejnavn', 'husnummer', 'postnummer', 'postdistrikt', 'by', 'landekode'] };
export const RELATION: Versionstabel = { tabel: 'partner_relation', noegler: ['forretningspartner_id', 'til_id', 'art'], vaerdier: [] };
export const BS_AFTALE: Versionstabel = { tabel: 'bs_aftale', noegler: ['pbs_nummer', 'debitorgruppe', 'kundenummer'], vaerdier: ['forretningspartner_id', 'aftalenummer'] };
export const KONTO: Versionstabel = { tabel: 'aftalekonto_version', noegler: ['aftalekonto_id'], vaerdier: ['betegnelse', 'boet_markering'] };
export const EJER: Versionstabel = { tabel: 'aftalekonto_ejer', noegler: ['aftalekonto_id'], vaerdier: ['forretningspartner_id'] };
export const INDHOLD: Versionstabel = { tabel: 'aftaleindhold_version', noegler: ['aftaleindhold_id'], vaerdier: ['art', 'betegnelse', 'betalingsspecifikation', 'bidragsperson_id', 'bidragsberettiget_id'] };
export const HAEFTER: Versionstabel = { tabel: 'haefter', noegler: ['niveau', 'objekt_id', 'forretningspartner_id'], vaerdier: ['form', 'andel_taeller', 'andel_naevner'] };
export const KORRESPONDANCE: Versionstabel = { tabel: 'korrespondance', noegler: ['niveau', 'objekt_id', 'rolle', 'forretningspartner_id'], vaerdier: [] };
