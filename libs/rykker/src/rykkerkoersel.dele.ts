import { Injectable } from '@nestjs/common';
import { beloebTekst, ForretningsFejl, kr, seneste, sum } from '#app/kernel';
import { afslutNaarFaerdig, Database, erForbindelsesfejl, faerdigDel, laasPartnere, laegSammen, noterFejl, tabel, tagDel, TOMT, ventendeAf, type Delresultat, type Hvem, type Sidekoersel, type Skrivning, type Tx, type Ventendedel } from '#app/platform';
import { RykkerannulleringService } from './annullering.service.js';
import { RykkerbeslutningService } from './beslutning.service.js';
import { ForslagsskrivningService, RYKKERKOERSEL } from './forslag.service.js';
import { beslutGodkendt, type Godkendtbeslutning } from './godkendt.rules.js';
import { hentLinjer } from './rykkerkoersel.facts.js';
import type { Fase } from './rykkerkoersel.service.js';
import { sendtResultat } from './rykker.service.js';
import { UdsendelseService, type Udsendelse } from './udsendelse.service.js';
import { vagterAf } from './vagter.js';

interface Parametre { readonly rykkerkoerselId: string; readonly fase: Fase; readonly tekst?: string; /** who asked for it */ readonly bruger?: string }
const SLUT: { readonly [F in Fase]: string } = { FORSLAG: 'FORSLAG', SEND: 'SENDT', TILBAGEFOER: 'TILBAGEFOERT' };

/** The parts of rounds, beside the night: PostgreSQL says what waits; a part's letters and its end are one transaction, and a part taken twice changes nothing. */
@Injectable()
export class RykkerkoerselsdeleService implements Sidekoersel {
  /** Name of the runs and of their jobs. */
  readonly art = RYKKERKOERSEL;
  constructor(
    private readonly db: Database, private readonly beslutninger: RykkerbeslutningService, private readonly forslag: ForslagsskrivningService,
    private readonly udsendelse: UdsendelseService, private readonly annullering: RykkerannulleringService) {}

  /** Parts that wait; a run none of whose parts waits any more is ended, and one that people stopped gives its round back. */
  async ventende(hvem: Hvem): Promise<Ventendedel[]> {
    await this.db.iKommune(hvem, (tx) => stands(tx));
    return ventendeAf(this.db, hvem, RYKKERKOERSEL, (tx, koerselId) => this.afslut(tx, koerselId));
  }

  /** Called twice, late or at once by two, it changes nothing more. Where the part as a whole fails, its debtors are taken one by one, and those that fail are listed. */
  async koerDel(hvem: Hvem, d: Ventendedel): Promise<void> {
    try {
      await this.db.iKommune(hvem, async (tx) => {
        const taget = await tagDel(tx, d.koerselId, d.nr);
        if (taget !== undefined) await faerdigDel(tx, d.koerselId, d.nr, await this.udfoer(tx, d.koerselId, taget.koersel.forretningsdato, taget.koersel.parametre as unknown as Parametre, taget.partnere));
      });
    } catch (fejl) {
      if (erForbindelsesfejl(fejl)) throw fejl;
      await this.enkeltvis(hvem, d);
    }
    await this.db.iKommune(hvem, (tx) => this.afslut(tx, d.koerselId));
  }

  /** Everything that waits, here and now. For the CLI and tests. */
  async koer(hvem: Hvem): Promise<void> {
    for (let v = await this.ventende(hvem); v.length > 0; v = await this.ventende(hvem)) for (const d of v) await this.koerDel(hvem, d);
  }

  private async udfoer(tx: Tx, koerselId: string, dato: Tx['forretningsdato'], p: Parametre, partnere: readonly string[]): Promise<Delresultat> {
    const t = tx.som({ forretningsdato: seneste(dato, tx.forretningsdato), koerselId }); // letters bear the day they are sent
    await laasPartnere(t, partnere);
    if (p.fase === 'FORSLAG') return this.forslag.foreslaa(t, await this.beslutninger.beslut(t, partnere, 'FORSLAG'), p.rykkerkoerselId);
    return p.fase === 'SEND' ? this.send(t, p.rykkerkoerselId, partnere) : this.tilbagefoer(t, p, partnere);
  }

  /** The approved lines of these debtors, decided anew. */
  private async send(tx: Tx, rykkerkoerselId: string, partnere: readonly string[]): Promise<Delresultat> {
    const linjer = await hentLinjer(tx, rykkerkoerselId, partnere);
    const { fakta, grundlag } = await this.beslutninger.hent(tx, partnere, 'SEND', linjer.map((l) => l.kravId));
    const afgjort = fakta.debitorer.map((d) => beslutGodkendt(d, linjer.filter((l) => l.forretningspartnerId === d.forretningspartnerId), grundlag));
    const breve = afgjort.flatMap((b) => b.breve.map((brev) => ({ forretningspartnerId: b.forretningspartnerId, brev })));
    const ud = await this.udsendelse.send(tx, breve, fakta, grundlag, { vagter: vagterAf(afgjort), rykkerkoerselId, raekker: (u) => udfald(rykkerkoerselId, u, afgjort) });
    const sendt = sendtResultat(ud);
    const udeladt: Record<string, number> = {};
    for (const x of afgjort.flatMap((b) => b.udeladt)) udeladt[`UDELADT_${x.grund}`] = (udeladt[`UDELADT_${x.grund}`] ?? 0) + 1;
    return { antal: { RYKKET: ud.reduce((n, u) => n + u.brev.krav.length, 0), ...sendt.antal, ...udeladt }, beloeb: sendt.beloeb };
  }

  private async tilbagefoer(tx: Tx, p: Parametre, partnere: readonly string[]): Promise<Delresultat> {
    const breve = await tx.raekker<[string]>(`select b.id from rykkerbrev b where b.rykkerkoersel_id = $1 and b.forretningspartner_id = any($2::bigint[]) and not exists (select 1 from rykkerannullering a where a.rykkerbrev_id = b.id) order by b.id`, [p.rykkerkoerselId, partnere]);
    const tekst = p.tekst === undefined ? undefined : tx.noegler.dekrypterTekst(Buffer.from(p.tekst, 'base64'));
    const { annullerede, afviste } = await this.annullering.annullerMange(tx, breve.map(([id]) => id), { aarsag: 'KOERSEL_TILBAGEFOERT', tekst }, p.bruger);
    const antal = Object.fromEntries([['ANNULLERET', annullerede.length], ['SPAERRET', annullerede.reduce((n, a) => n + a.spaerrer.length, 0)], ['RYKKERBREV_HAR_SENERE', afviste.length]].filter(([, n]) => n !== 0)) as Record<string, number>;
    return { antal, beloeb: { TILBAGEFOERT: beloebTekst(sum(annullerede.map((a) => kr(a.tilbagefoert)))) } };
  }

  /** Each debtor in a transaction of its own; a second pass over one that succeeded changes nothing. */
  private async enkeltvis(hvem: Hvem, d: Ventendedel): Promise<void> {
    const taget = await this.db.iKommune(hvem, (tx) => tagDel(tx, d.koerselId, d.nr), { proev: true });
    if (taget === undefined) return;
    const resultater: Delresultat[] = [];
    const fejl: { partner: string; fejl: unknown }[] = [];
    for (const partner of taget.partnere) {
      try {
        resultater.push(await this.db.iKommune(hvem, (tx) => this.udfoer(tx, d.koerselId, taget.koersel.forretningsdato, taget.koersel.parametre as unknown as Parametre, [partner])));
      } catch (f) {
        if (erForbindelsesfejl(f)) throw f;
        fejl.push({ partner, fejl: f });
      }
    }
    await this.db.iKommune(hvem, async (tx) => {
      if ((await tagDel(tx, d.koerselId, d.nr)) === undefined) return;
      if ((taget.koersel.parametre as unknown as Parametre).fase === 'SEND') await udelad(tx, (taget.koersel.parametre as unknown as Parametre).rykkerkoerselId, 'FEJL', 'Brevet kunne ikke dannes; fejlen står på kørslen.', fejl.map((f) => f.partner));
      for (const f of fejl) await noterFejl(tx, d.koerselId, d.nr, f.partner, fejlkode(f.fejl), f.fejl instanceof ForretningsFejl ? f.fejl.message : 'Uventet fejl');
      await faerdigDel(tx, d.koerselId, d.nr, resultater.length > 0 ? laegSammen(resultater) : TOMT, fejl.length > 0);
    });
  }

  /** Ends a run whose last part is done, and moves its round on; whoever comes first. */
  private async afslut(tx: Tx, koerselId: string): Promise<void> {
    if (!(await afslutNaarFaerdig(tx, koerselId))) return;
    const [k] = await tx.sql<{ parametre: Parametre }>(`select parametre from koersel where id = $1`, [koerselId]);
    await tx.skriv(`update rykkerkoersel set status = $2::text, sendt = case when $2::text = 'SENDT' then $3::date else sendt end where id = $1 and status in ('DANNES', 'SENDES', 'TILBAGEFOERES')`, [k!.parametre.rykkerkoerselId, SLUT[k!.parametre.fase], tx.forretningsdato]);
  }
}

const fejlkode = (f: unknown): string => (typeof f === 'object' && f !== null && 'kode' in f && typeof f.kode === 'string' ? f.kode : 'UVENTET_FEJL');

/** Lines that were approved and not answered are left out; of these debtors, or of all. */
async function udelad(tx: Tx, rykkerkoerselId: string, grund: 'FEJL' | 'STOPPET', tekst: string, partnere: readonly string[] | null): Promise<void> {
  await tx.skriv(`update rykkerforslag set udfald = 'UDELADT', grund = $2, grundtekst = $3 where rykkerkoersel_id = $1 and udfald is null and udtaget_aarsag is null and ($4::bigint[] is null or forretningspartner_id = any($4::bigint[]))`, [rykkerkoerselId, grund, tekst, partnere]);
}

const STANDSET: Readonly<Record<string, string>> = { DANNES: 'FORKASTET', SENDES: 'SENDT', TILBAGEFOERES: 'SENDT' };
/**
 * Rounds whose newest run was stopped between two parts: one that was being made is thrown away, one that was being sent is sent as far as it came, and one that
 * was being taken back is sent as before, and may be taken back anew. A part that is under way ends first; a letter it sends after this has its line answered by it.
 */
async function stands(tx: Tx): Promise<void> {
  const runder = await tx.sql<{ id: string; status: string; koerselId: string }>(
    `select r.id, r.status, k.id as "koerselId" from rykkerkoersel r cross join lateral (select k.id, k.status from koersel k where k.art = $1 and k.parametre ->> 'rykkerkoerselId' = r.id::text order by k.id desc limit 1) k
     where r.status in ('DANNES', 'SENDES', 'TILBAGEFOERES') and k.status = 'STOPPET' order by r.id for no key update of r`, [RYKKERKOERSEL]);
  for (const r of runder) {
    await tx.skriv(`select 1 from koersel_del where koersel_id = $1 and status = 'VENTER' for update`, [r.koerselId]);
    if (r.status === 'SENDES') await udelad(tx, r.id, 'STOPPET', 'Kørslen blev standset, før brevet var sendt.', null);
    await tx.skriv(`update rykkerkoersel set status = $2::text, sendt = case when $3 = 'SENDES' then $4::date else sendt end where id = $1`, [r.id, STANDSET[r.status], r.status, tx.forretningsdato]);
  }
}

/** What became of each line. */
function udfald(rykkerkoerselId: string, ud: readonly Udsendelse[], afgjort: readonly Godkendtbeslutning[]): Skrivning[] {
  const raekker = [
    ...ud.flatMap((u) => u.brev.krav.map((k) => ({ kravId: k.kravId, udfald: 'SENDT', grund: null, tekst: null, brevId: u.brevId }))),
    ...afgjort.flatMap((b) => b.udeladt.map((x) => ({ kravId: x.kravId, udfald: 'UDELADT', grund: x.grund, tekst: x.tekst, brevId: null }))),
  ];
  if (raekker.length === 0) return [];
  const u = tabel(raekker, { krav_id: ['bigint', (r) => r.kravId], udfald: ['text', (r) => r.udfald], grund: ['text', (r) => r.grund], tekst: ['text', (r) => r.tekst], brev_id: ['bigint', (r) => r.brevId] }, 2);
  return [{
    sql: `update rykkerforslag f set udfald = u.udfald, grund = u.grund, grundtekst = u.tekst, rykkerbrev_id = u.brev_id from ${u.sql} u where f.rykkerkoersel_id = $1::bigint and f.krav_id = u.krav_id`,
    vaerdier: [rykkerkoerselId, ...u.vaerdier],
  }];
}
