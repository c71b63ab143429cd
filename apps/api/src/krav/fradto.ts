import type { Feltfejl, ForretningsFejl } from '#app/kernel';
import { laesDato, laesPositivtBeloeb, UgyldigtInput } from '#app/kernel';
import { PsrmAfvist, type DebitorIdentArt, type Kravhoved, type NytKrav } from '#app/krav';
import { KunEgneKrav, UgyldigeFelter } from '../felles/apifejl.js';
import { laesIdent, type Identart } from '../felles/felter.js';
import type { OpretKravDto } from './krav.dto.js';

/** FI-CA's id kinds behind the API's plain words. */
export const IDENTART: Record<Identart, DebitorIdentArt> = { CPR: 'ZCPR', ERSTATNINGSCPR: 'ZEPNR', CVR: 'ZCVR' };

/** A checked DTO as the claim it names. `fagsystem`: the token's own, if it has one. @throws UgyldigtInput, KunEgneKrav */
export function kravFraDto(dto: OpretKravDto, fagsystem: string | undefined): NytKrav {
  const { debitor: d } = dto;
  const dag = <F extends 'periodeFra' | 'periodeTil'>(felt: F): NytKrav[F] => (dto[felt] === undefined ? undefined : laesDato(felt, dto[felt]));
  return {
    fagsystem: fagsystemAf(dto.fagsystem, fagsystem), reference: dto.reference, indhold: dto.aftaleindhold, kravstype: dto.kravstype,
    debitor: { art: IDENTART[d.art], nummer: laesIdent(d.art, 'debitor.nummer', d.nummer), navn: d.navn, adresse: d.adresse },
    periodeFra: dag('periodeFra'), periodeTil: dag('periodeTil'),
    stiftelsesdato: laesDato('stiftelsesdato', dto.stiftelsesdato), forfaldsdato: laesDato('forfaldsdato', dto.forfaldsdato),
    srb: laesDato('sidsteRettidigeBetalingsdato', dto.sidsteRettidigeBetalingsdato),
    linjer: dto.linjer.map((l, i) => ({ deltransaktion: l.deltransaktion, beloeb: laesPositivtBeloeb(`linjer[${i}].beloeb`, l.beloeb), tekst: l.tekst, ydelsesmodtager: l.ydelsesmodtager })),
    kleEmne: dto.kleEmne, organisatoriskReference: dto.organisatoriskReference?.toLowerCase(), faktureret: dto.faktureret,
  };
}

function fagsystemAf(oensket: string | undefined, eget: string | undefined): string {
  if (eget !== undefined && oensket !== undefined && oensket !== eget) throw new KunEgneKrav();
  const valgt = eget ?? oensket;
  if (valgt === undefined) throw new UgyldigtInput('FELT_MANGLER', 'fagsystem', 'Angiv fagsystem; adgangen tilhører ikke et.');
  return valgt;
}

/** The room's short field names as the API spells them. */
const APINAVN: Readonly<Record<string, string>> = { srb: 'sidsteRettidigeBetalingsdato', indhold: 'aftaleindhold' };

export const iApinavne = (felter: readonly Feltfejl[]): Feltfejl[] => felter.map((f) => ({ ...f, felt: APINAVN[f.felt] ?? f.felt }));

/** A refusal of the claim room with the API's field names. */
export function medApinavne(fejl: unknown): unknown {
  if (fejl instanceof PsrmAfvist) return new PsrmAfvist(iApinavne(fejl.felter));
  return fejl instanceof UgyldigtInput ? new UgyldigeFelter(iApinavne(fejl.felter)) : fejl;
}

/** The problem of one line in a mass answer. */
export function linjeproblem(fejl: ForretningsFejl): { type: string; title: string; status: number; kode: string; detail: string; felter: { felt: string; kode: string; besked: string }[] } {
  return { type: `urn:debitor:fejl:${fejl.kode}`, title: fejl.titel, status: fejl.status, kode: fejl.kode, detail: fejl.message, felter: fejl.felter.map(({ felt, kode, besked }) => ({ felt, kode, besked })) };
}

/** The room's `srb` by its full name. */
export const udad = <K extends Kravhoved>({ srb, ...k }: K): Omit<K, 'srb'> & { sidsteRettidigeBetalingsdato: string } => ({ ...k, sidsteRettidigeBetalingsdato: srb });
