import { Injectable } from '@nestjs/common';
import { ForretningsFejl, type Lokaldato } from '#app/kernel';
import { haendelser, IkkeFundet, indsaet, NU, type Haendelse, type Skrivning, type Tx } from '#app/platform';
import { laasKrav } from './laas.js';
import { kravstypePaa, KravstypeService } from './kravstype.js';
import { kraevGyldigt } from './nytkrav.js';
import { medRettelse, periodeslut, rettedeFelter, rettefejl, rettetForaeldelsesdato, type Kravrettelse, type Linjetekst, type Rettefelt, type Rettefelter, type Rettekrav } from './rettelse.rules.js';
import { hentRettelser, type Kravrettelsesvisning } from './rettelse.facts.js';
import { VagtService, type Vagttrin } from './vagt.js';

/** 409: renter and gebyrer follow their hovedkrav and the rules; the hovedkrav is the one to correct. */
export class KravErUnderkrav extends ForretningsFejl {
  readonly kode = 'KRAV_ER_UNDERKRAV'; readonly status = 409; readonly titel = 'Kravet er en rente eller et gebyr';
  constructor(id: string, hovedkravId: string) { super(`Krav ${id} er en rente eller et gebyr og følger sit hovedkrav; ret krav ${hovedkravId} i stedet.`); }
}

/** A claim about to be corrected. */
export interface Rettesag {
  readonly kravId: string; readonly forretningspartnerId: string; readonly fagsystem: string; readonly kravstype: string;
  /** It waits for its bill: no interest, no reminder yet. */
  readonly venter: boolean;
  readonly staar: Rettekrav;
}

interface Raekke extends Rettekrav { kravId: string; hovedkravId: string | null; forretningspartnerId: string; fagsystem: string; kravstype: string; venter: boolean }

/** Corrections of what a claim was registered with: what stood stays readable, the steps look again, also at the days that are gone. */
@Injectable()
export class KravrettelseService {
  constructor(private readonly vagt: VagtService, private readonly kravstyper: KravstypeService) {}

  /** @throws IkkeFundet, KravErUnderkrav */
  async hent(tx: Tx, id: string): Promise<Rettesag> {
    const [r] = await tx.sql<Raekke>(KRAV, [id]);
    if (r === undefined) throw new IkkeFundet('Krav', id);
    if (r.hovedkravId !== null) throw new KravErUnderkrav(id, r.hovedkravId);
    const { kravId, hovedkravId: _, forretningspartnerId, fagsystem, kravstype, venter, ...staar } = r;
    return { kravId, forretningspartnerId, fagsystem, kravstype, venter, staar };
  }

  /** Corrects a hovedkrav and locks its debtor. @returns the correction's id @throws IkkeFundet, KravErUnderkrav, UgyldigtKrav (422, every broken field) */
  async ret(tx: Tx, id: string, r: Kravrettelse): Promise<string> {
    await laasKrav(tx, id);
    const sag = await this.hent(tx, id);
    const tekster = await this.tekster(tx, id);
    kraevGyldigt(rettefejl(sag.staar, r, new Map([...tekster].map(([linje, t]) => [linje, t.klar]))));
    const rettelseId = await tx.id();
    const bliver = medRettelse(sag.staar, r);
    const type = kravstypePaa(await this.kravstyper.alle(tx), sag.kravstype, sag.staar.stiftelsesdato);
    const foraeldelsesdato = type === undefined ? undefined : rettetForaeldelsesdato(sag.staar, bliver, type);
    const linjer = (r.linjer ?? []).filter((l) => tekster.get(l.id)!.klar !== l.tekst);
    const felter = rettedeFelter(sag.staar, bliver);
    const frist = felter.includes('forfaldsdato') || felter.includes('srb');
    await tx.skrivSamlet([
      ...rettelsesraekker(tx, { rettelseId, sag, bliver, felter, foraeldelsesdato, aarsag: r.aarsag, linjer, tekster }),
      ...(frist ? [await fristraekke(tx, sag, bliver)] : []), opdater(sag, bliver, foraeldelsesdato),
      ...(await haendelser(tx, rettet(sag, bliver, felter, linjer, tx.forretningsdato))),
      ...this.vagt.vaek(trin(sag, frist).map((t) => ({ forretningspartnerId: sag.forretningspartnerId, kravId: id, trin: t, tidligst: t === 'foraeldelse' ? ALTID : tx.forretningsdato }))),
    ]);
    return rettelseId;
  }

  /** Every change of a claim since it was registered, newest first; billing's moves of its dates too. The caller has asked whether it may be seen. */
  historik(tx: Tx, kravId: string): Promise<Kravrettelsesvisning[]> { return hentRettelser(tx, kravId); }

  private async tekster(tx: Tx, id: string): Promise<Map<string, Linjetilstand>> {
    const r = await tx.raekker<[string, Buffer | null]>(`select id, tekst from kravlinje where krav_id = $1`, [id]);
    return new Map(r.map(([linje, tekst]) => [linje, { gemt: tekst, klar: tx.noegler.klartekst(tekst) }]));
  }
}

interface Linjetilstand { readonly gemt: Buffer | null; readonly klar: string | null }
interface Ret {
  readonly rettelseId: string; readonly sag: Rettesag; readonly bliver: Rettefelter; readonly felter: readonly Rettefelt[]; readonly foraeldelsesdato: Lokaldato | undefined;
  readonly aarsag: string; readonly linjer: readonly Linjetekst[]; readonly tekster: ReadonlyMap<string, Linjetilstand>;
}

/** So early that the control of the whole book leaves the claim to the next night. */
const ALTID = '1900-01-01' as Lokaldato;

const KRAV = `select k.id as "kravId", k.hovedkrav_id as "hovedkravId", a.forretningspartner_id as "forretningspartnerId", k.fagsystem, k.kravstype, coalesce(k.faktureret = 'infinity', false) as venter,
    k.stiftelsesdato, k.forfaldsdato, k.srb, k.foraeldelsesdato, k.periode_fra as "periodeFra", k.periode_til - 1 as "periodeTil", k.kle_emne as "kleEmne", k.organisatorisk_reference as "organisatoriskReference",
    r.forfaldsdato as "regningensForfald", r.srb as "regningensSrb"
  from kravsbilag k left join lateral (select max(p.forfaldsdato) as forfaldsdato, max(p.srb) as srb from faktureringsposition p where p.krav_id = k.id) r on true join aftalekonto a on a.id = k.aftalekonto_id where k.id = $1`;

/** What looks again: dates move interest, reminders, clearing and limitation; texts and periods are the collector's to judge. */
function trin(sag: Rettesag, frist: boolean): Vagttrin[] {
  if (!frist) return ['psrmkontrol'];
  return ['udlign', 'foraeldelse', 'psrmkontrol', ...(sag.venter ? (['fakturer'] as const) : (['renter', 'rykker', 'afskriv'] as const))];
}

function rettelsesraekker(tx: Tx, r: Ret): Skrivning[] {
  const valgte = (v: Rettefelter, foraeldelsesdato: Lokaldato): string => JSON.stringify({ ...Object.fromEntries(r.felter.map((f) => [f, v[f]])), ...(r.foraeldelsesdato === undefined ? {} : { foraeldelsesdato }) });
  const raekke: Skrivning = {
    sql: `insert into kravrettelse (id, krav_id, aarsag, foer, efter, registreret) select $1::bigint, $2::bigint, $3::text, $4::jsonb, $5::jsonb, nu.nu from nu`,
    vaerdier: [r.rettelseId, r.sag.kravId, r.aarsag, valgte(r.sag.staar, r.sag.staar.foraeldelsesdato), valgte(r.bliver, r.foraeldelsesdato ?? r.sag.staar.foraeldelsesdato)],
  };
  const nye = r.linjer.map((l) => ({ id: l.id, foer: r.tekster.get(l.id)!.gemt, tekst: tx.noegler.krypter(l.tekst) }));
  if (nye.length === 0) return [raekke];
  return [
    raekke, indsaet('kravlinjerettelse', nye, { kravlinje_id: ['bigint', (l) => l.id], tekst_foer: ['bytea', (l) => l.foer], tekst: ['bytea', (l) => l.tekst] }, { kravrettelse_id: ['bigint', r.rettelseId] }),
    ...nye.map((l): Skrivning => ({ sql: `update kravlinje set tekst = $2::bytea where id = $1::bigint`, vaerdier: [l.id, l.tekst] })),
  ];
}

async function fristraekke(tx: Tx, { kravId, staar }: Rettesag, bliver: Rettefelter): Promise<Skrivning> {
  const [r] = await tx.raekker<[number]>(`select coalesce(max(nr), 0)::int + 1 from kravfrist where krav_id = $1`, [kravId]);
  return indsaet('kravfrist', [bliver], {
    krav_id: ['bigint', () => kravId], nr: ['smallint', () => r![0]], forfaldsdato_foer: ['date', () => staar.forfaldsdato], srb_foer: ['date', () => staar.srb], forfaldsdato: ['date', (b) => b.forfaldsdato], srb: ['date', (b) => b.srb],
  }, { aarsag: ['text', 'RETTELSE'], registreret: NU });
}

const opdater = ({ kravId, staar }: Rettesag, b: Rettefelter, foraeldelsesdato: Lokaldato | undefined): Skrivning => ({
  sql: `update kravsbilag set forfaldsdato = $2::date, srb = $3::date, periode_fra = $4::date, periode_til = $5::date, kle_emne = $6::text, organisatorisk_reference = $7::text, foraeldelsesdato = $8::date where id = $1::bigint`,
  vaerdier: [kravId, b.forfaldsdato, b.srb, b.periodeFra, periodeslut(b.periodeTil), b.kleEmne, b.organisatoriskReference, foraeldelsesdato ?? staar.foraeldelsesdato],
});

/** To the claim's owner: its new dates (the event's virkningsdato), and that something else of it was corrected. */
function rettet({ kravId, fagsystem }: Rettesag, b: Rettefelter, felter: readonly Rettefelt[], linjer: readonly Linjetekst[], idag: Lokaldato): Haendelse[] {
  const til = { fagsystem, kravId };
  const andet = linjer.length > 0 || felter.some((f) => f !== 'forfaldsdato' && f !== 'srb');
  return [
    ...(felter.includes('forfaldsdato') ? [{ ...til, art: 'FORFALD_AENDRET', virkningsdato: b.forfaldsdato }] : []),
    ...(felter.includes('srb') ? [{ ...til, art: 'SRB_AENDRET', virkningsdato: b.srb }] : []), ...(andet ? [{ ...til, art: 'RETTET', virkningsdato: idag }] : []),
  ];
}
