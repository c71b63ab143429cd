import { Test, type TestingModule } from '@nestjs/testing';
import { beloebTekst, dato, neg, plusDage, type Beloeb, type Lokaldato } from '#app/kernel';
import { bilag, BogholderiService } from '#app/bogholderi';
import { Database, nyVersion, PlatformModule, type Hvem, type Tx } from '#app/platform';
import { KODELISTER, KravService, OpsaetningService, SpaerreService, VagtService, type NytKrav, type Opsaetning } from '#app/krav';
import { IndbetalingService } from '#app/indbetaling';
import { RykkerService } from '#app/rykker';
import { UdligningService } from '#app/udligning';
import { ENTITETER, NatplanModule, NatService, VerificerService, type Natvalg } from '#app/natplan';
import { KOMMUNE, nyTestdatabase, type Testdatabase } from './testdb.js';

export interface Kravvalg { forfald: string; srb?: string; stiftelse?: string; type?: string; debitor?: string; periode?: [string, string]; linjer?: readonly (readonly [string, Beloeb])[]; /** false: it waits for a bill of ours; default true, the fagsystem has sent one, so that a story's dates are those it was given */ faktureret?: boolean }

/** A story on a real database with an explicit date: claims, payments, nights, and the journal an accountant can check. */
export class Scenarie {
  private readonly navne = new Map<string, string>();
  private readonly ider = new Map<string, { kravId: string; betalingsId: string; aftalekontoId: string; forretningspartnerId: string }>();
  private readonly krop = new Map<string, NytKrav>();
  private loebenr = 0;
  dag: Lokaldato;
  constructor(readonly d: Testdatabase, readonly m: TestingModule, fra: Lokaldato) { this.dag = fra; }

  get db(): Database { return this.m.get(Database); }
  get nat_(): NatService { return this.m.get(NatService); }
  hvem(dag: Lokaldato = this.dag): Hvem { return { kommuneId: KOMMUNE, bruger: 'scenarie', forretningsdato: dag }; }
  tx<T>(arbejde: (tx: Tx) => Promise<T>, dag: Lokaldato = this.dag): Promise<T> { return this.db.iKommune(this.hvem(dag), arbejde); }

  async krav(navn: string, beloeb: Beloeb, v: Kravvalg): Promise<string> {
    this.krop.set(navn, {
      fagsystem: 'SCENARIE', reference: navn, debitor: { art: 'ZCPR', nummer: `01018${String(10000 + [...(v.debitor ?? 'A')].reduce((s, c) => s * 31 + c.charCodeAt(0), 7) % 90000)}`, navn: v.debitor ?? 'A' },
      indhold: navn, kravstype: v.type ?? 'DAGINST', stiftelsesdato: dato(v.stiftelse ?? (this.dag < v.forfald ? this.dag : v.forfald)), forfaldsdato: dato(v.forfald), srb: dato(v.srb ?? v.forfald),
      ...(v.periode === undefined ? {} : { periodeFra: dato(v.periode[0]), periodeTil: dato(v.periode[1]) }),
      linjer: v.linjer?.map(([deltransaktion, b]) => ({ deltransaktion, beloeb: b })) ?? [{ deltransaktion: 'YDELSE', beloeb }], faktureret: v.faktureret ?? true,
    });
    const u = await this.tx((tx) => this.m.get(KravService).opret(tx, this.krop.get(navn)!));
    this.navne.set(u.kravId, navn);
    this.ider.set(navn, u);
    return u.kravId;
  }

  betalingsId(navn: string): string { return this.ider.get(navn)!.betalingsId; }
  id(navn: string): string { return this.ider.get(navn)!.kravId; }
  konto(navn: string): string { return this.ider.get(navn)!.aftalekontoId; }
  partner(navn: string): string { return this.ider.get(navn)!.forretningspartnerId; }

  /** The same claim sent once more. */
  igen(navn: string): Promise<string> { return this.tx(async (tx) => (await this.m.get(KravService).opret(tx, this.krop.get(navn)!)).udfald); }

  async hvorforIkkeRykket(navn: string): Promise<object> { return this.tx(async (tx) => (await this.m.get(RykkerService).status(tx, this.id(navn))).beslutning); }

  /** Money that names a claim's payment id, with the payer's day `dato`; known today. */
  indbetaling(beloeb: Beloeb, v: { dato: string; krav: string }): Promise<void> { return this.betalId(beloeb, v.dato, this.betalingsId(v.krav), v.krav); }

  /** The bank takes back so much of the claim's newest payment, today. */
  async tilbage(krav: string, beloeb: Beloeb): Promise<void> {
    await this.tx(async (tx) => {
      const [i] = await tx.sql<{ id: string }>(`select id from indbetaling where krav_id = $1 order by id desc limit 1`, [this.id(krav)]);
      const id = await tx.id();
      await this.m.get(BogholderiService).bogfoer(tx, [bilag({ id, noegle: `tilbage:${id}`, art: 'INDBETALING', virkningsdato: this.dag, indbetalingId: i!.id }, [
        { konto: 'BANK', beloeb: neg(beloeb) }, { konto: 'UPLACERET', beloeb, aftalekontoId: this.konto(krav), forretningspartnerId: this.partner(krav) }])]);
      await this.m.get(UdligningService).behandl(tx, [this.partner(krav)]);
    });
  }

  /** Money that names this payment id; `krav` says whose. */
  async betalId(beloeb: Beloeb, dag: string, betalingsId: string, krav: string): Promise<void> {
    await this.tx(async (tx) => {
      const konti = await tx.sql<{ id: string }>(`select id from bankkonto limit 1`);
      const bankkontoId = konti[0]?.id ?? (await this.bankkonto(tx));
      await this.m.get(IndbetalingService).modtag(tx, [{
        noegle: `scenarie:${this.loebenr++}`, bankkontoId, beloeb, virkningsdato: dato(dag), bankdato: dato(dag), betalingsId,
      }]);
      await this.m.get(UdligningService).behandl(tx, [this.partner(krav)]);
    });
  }

  private async bankkonto(tx: Tx): Promise<string> {
    const id = await tx.id();
    await tx.skriv(`insert into bankkonto (id, kontonummer, navn, fi_kreditor, forventes_dagligt, gyldig_fra) values ($1, '20009876543210', 'Prøvebank', '82424016', false, '2000-01-01')`, [id]);
    return id;
  }

  /** Every night up to and including `til`, in order, each on its own day; nights with nothing due are jumped over by the vagt. */
  async nat(til: string, valg: Partial<Natvalg> = {}): Promise<void> {
    for (;;) {
      const naeste = await this.tx((tx) => this.m.get(VagtService).naesteDato(tx, plusDage(this.dag, -1)));
      const d = naeste === undefined || naeste > til ? dato(til) : naeste;
      this.dag = d;
      await this.nat_.koerNat(this.hvem(d), d, { nyeste: true, spring: true, ...valg });
      if (d >= til) return;
      this.dag = plusDage(d, 1);
    }
  }

  async saet(navn: keyof Opsaetning, vaerdi: string): Promise<void> { await this.tx((tx) => this.m.get(OpsaetningService).saet(tx, navn, vaerdi, dato('2000-01-01'))); }
  /** The kommune says otherwise of a kravstype from `fra` on; columns by their names. */
  async kravstype(kode: string, aendring: Record<string, unknown>, fra = '2005-01-01'): Promise<void> {
    await this.tx(async (tx) => {
      const t = KODELISTER.KRAVSTYPER.tabel;
      const [nu] = await tx.sql<Record<string, unknown>>(`select ${t.vaerdier.join(', ')} from kravstype where kode = $1 and kendt_til = 'infinity' order by gyldig_fra desc limit 1`, [kode]);
      await nyVersion(tx, t, { kode }, { ...nu, ...aendring }, dato(fra));
    });
  }
  async spaer(art: 'RYKKER' | 'RENTE' | 'UDLIGNING', krav: string, fra: string, til: string): Promise<void> {
    await this.tx((tx) => this.m.get(SpaerreService).opret(tx, { niveau: 'KRAV', objektId: this.id(krav), art, aarsag: 'INDSIGELSE', fra: dato(fra), til: dato(til) }));
  }

  /** Every bilag in the order it was booked: `virkningsdato ART krav  KONTO beloeb  KONTO beloeb`. */
  async journal(): Promise<string> {
    const r = await this.tx((tx) => tx.sql<{ v: Lokaldato; b: Lokaldato; art: string; krav: string | null; hoved: string | null; kart: string | null; periode: string | null; stift: string | null; linjer: string }>(
      `select b.virkningsdato as v, b.bogfoeringsdato as b, b.art, string_agg(distinct coalesce(k.hovedkrav_id, k.id)::text || ':' || k.art || ':' || coalesce(k.periode_fra, k.stiftelsesdato), ',') as krav,
         (select string_agg(q.konto || ' ' || q.s, '  ' order by q.s::numeric desc) from (select konto, sum(beloeb)::text as s from postering p2 where p2.bilag_id = b.id group by konto) q) as linjer
       from bilag b join postering p on p.bilag_id = b.id left join kravsbilag k on k.id = p.krav_id group by b.id, b.virkningsdato, b.bogfoeringsdato, b.art order by b.xid, b.virkningsdato, b.id`));
    return `${r.map((x) => `${x.b}  ${x.v} ${x.art.padEnd(12)}${this.vis(x.krav)}  ${x.linjer}`).join('\n')}\n`;
  }

  private vis(krav: string | null): string {
    return (krav ?? '').split(',').filter((k) => k !== '').map((k) => {
      const [id, art, d] = k.split(':') as [string, string, string];
      const navn = this.navne.get(id) ?? id;
      return art === 'HOVEDKRAV' ? navn : `${navn}.${art.toLowerCase()}(${d})`;
    }).sort().join('+').padEnd(6);
  }

  /** Open rest of a claim and of its renter and gebyrer, kroner as text. */
  async rest(navn: string): Promise<{ hovedstol: string; renter: string; gebyrer: string }> {
    const [r] = await this.tx((tx) => tx.sql<{ hovedstol: string; renter: string; gebyrer: string }>(
      `select ${['HOVEDKRAV', 'RENTE', 'GEBYR'].map((a, i) => `coalesce(sum(p.beloeb) filter (where k.art = '${a}'), 0)::numeric(15,2)::text as ${['hovedstol', 'renter', 'gebyrer'][i]}`).join(', ')}
       from kravsbilag k join postering p on p.krav_id = k.id and p.konto = 'DEBITOR' where k.id = $1 or k.hovedkrav_id = $1`, [this.id(navn)]));
    return r!;
  }

  /** What the books say, whatever order it was learned in: interest per period, clearing per payment and claim, per virkningsdato. */
  async boeger(): Promise<string[]> {
    const r = await this.tx((tx) => tx.sql<{ linje: string }>(
      `select coalesce(h.fagsystem_reference, k.fagsystem_reference) || ' ' || k.art || ' ' || coalesce(k.periode_fra::text, '') || ' ' || b.art || ' ' || p.virkningsdato || ' ' ||
         coalesce((select i.noegle from indbetaling i where i.id = b.indbetaling_id), '') || ' ' || sum(p.beloeb)::text as linje
       from postering p join bilag b on b.id = p.bilag_id join kravsbilag k on k.id = p.krav_id left join kravsbilag h on h.id = k.hovedkrav_id where p.konto = 'DEBITOR'
       group by h.fagsystem_reference, k.fagsystem_reference, k.art, k.periode_fra, b.art, p.virkningsdato, b.indbetaling_id having sum(p.beloeb) <> 0 order by 1`));
    return r.map((x) => x.linje);
  }

  /** Every invariant of the book; [] when all hold. */
  async brud(): Promise<string[]> {
    const u = await this.tx((tx) => this.m.get(VerificerService).verificer(tx));
    return u.filter((x) => !x.ok).map((x) => `${x.kode}: ${x.fejl.join('; ')}`);
  }

  /** The claim's amount, for reading a story. */
  static tekst(b: Beloeb): string { return beloebTekst(b); }
  async slut(): Promise<void> { await this.m.close(); await this.d.slet(); }
}

export async function scenarie(v: { fra: string }): Promise<Scenarie> {
  const d = await nyTestdatabase();
  const m = await Test.createTestingModule({ imports: [PlatformModule.forRoot(d.config, ENTITETER), NatplanModule] }).compile();
  return new Scenarie(d, m, dato(v.fra));
}
