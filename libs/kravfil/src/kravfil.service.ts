import { Inject, Injectable } from '@nestjs/common';
import { ForretningsFejl, paastaa, type Feltfejl } from '#app/kernel';
import { afslutNaarFaerdig, Database, erForbindelsesfejl, faerdigDel, IkkeFundet, koerVentende, tagDel, ventendeAf, type Delresultat, type Hvem, type Koerselstatus, type Sidekoersel, type Tx, type Ventendedel } from '#app/platform';
import { KravService, type Kravudfald, type NytKrav } from '#app/krav';
import { KravfilKanIkkeGenoptages } from './kravfil.fejl.js';
import { laasOpPoster, laasPoster, type Nummereret } from './modtagelse.js';
import { KRAVFIL } from './modtagelse.service.js';
import { afvist, fejlet, gemResultater, manglerKrav, registreret, type Linjeresultat } from './resultat.js';

/** What POST /v1/krav does with a body: form checked, the claim it names. The API's own, given to the room by the app. */
export interface Kravlaeser {
  /** @throws ForretningsFejl with every broken field */
  laes(krav: unknown, fagsystem: string): NytKrav;
  /** The room's field names as the API spells them. */
  felter(fejl: readonly Feltfejl[]): readonly Feltfejl[];
}
export const KRAVLAESER = Symbol('KRAVLAESER');

interface Filkoersel { readonly koerselId: string; readonly kravfilId: string; readonly fagsystem: string; readonly bruger: string }
/** Rules of the whole book: what one claim meets every claim of the part meets. */
const FAELLES_FEJL = new Set(['REGNSKABSPERIODE_LUKKET']);

/** Runs of files, part by part: PostgreSQL says what waits; a part's claims, answers and end are one transaction. */
@Injectable()
export class KravfilService implements Sidekoersel {
  /** Name of the runs and of their jobs. */
  readonly art = KRAVFIL;
  constructor(private readonly db: Database, private readonly krav: KravService, @Inject(KRAVLAESER) private readonly laeser: Kravlaeser) {}

  /** Parts that wait, oldest file first; a run none of whose parts waits any more is ended. */
  ventende(hvem: Hvem): Promise<Ventendedel[]> { return ventendeAf(this.db, hvem, KRAVFIL); }

  /**
   * Registers a part's claims in one transaction, as the user who sent the file. Called twice, late or at once by two, it changes nothing
   * more. Where the part as a whole fails, its claims are taken one by one.
   */
  async koerDel(hvem: Hvem, { koerselId, nr }: Ventendedel): Promise<void> {
    const k = await this.db.iKommune(hvem, (tx) => hentKoersel(tx, koerselId), { laes: true });
    const som: Hvem = { ...hvem, bruger: k.bruger };
    try {
      await this.db.iKommune(som, (tx) => this.del(tx, k, nr));
    } catch (fejl) {
      if (erForbindelsesfejl(fejl) || (fejl instanceof ForretningsFejl && fejl.status >= 500)) throw fejl;
      await this.enkeltvis(som, k, nr, fejl);
    }
    await this.db.iKommune(hvem, (tx) => afslutNaarFaerdig(tx, koerselId));
  }

  /** The parts that wait, here and now, `samtidige` at once. @returns when the run has ended or is held */
  koer(hvem: Hvem, koerselId: string, samtidige = 2, fremdrift?: (faerdige: number, ialt: number) => void): Promise<void> { return koerVentende(this, hvem, koerselId, samtidige, fremdrift); }

  /** Claims of the file that are not registered are tried again; those that are stay as they are. @throws KravfilKanIkkeGenoptages, IkkeFundet */
  async genoptag(tx: Tx, kravfilId: string): Promise<void> {
    const [k] = await tx.sql<{ koerselId: string; status: Koerselstatus }>(`select k.id as "koerselId", k.status from kravfil f join koersel k on k.id = f.koersel_id where f.id = $1 for no key update of k`, [kravfilId]);
    if (k === undefined) throw new IkkeFundet('Kravfil', kravfilId);
    if (!['AFSLUTTET_MED_FEJL', 'STOPPET', 'PAUSE'].includes(k.status)) throw new KravfilKanIkkeGenoptages(k.status);
    await tx.skriv(`update koersel_del set status = 'VENTER', faerdig = null where koersel_id = $1 and status = 'FAERDIG_MED_FEJL'`, [k.koerselId]);
    await tx.skriv(`update koersel set status = 'I_GANG', afsluttet = null where id = $1`, [k.koerselId]);
  }

  private async del(tx: Tx, k: Filkoersel, nr: number): Promise<void> {
    if ((await tagDel(tx, k.koerselId, nr)) === undefined) return;
    const poster = await hentPoster(tx, k, nr);
    await this.afslutDel(tx, k, nr, poster, await this.registrer(tx.som({ koerselId: k.koerselId }), k, poster));
  }

  private async registrer(tx: Tx, k: Filkoersel, poster: readonly Nummereret[]): Promise<Linjeresultat[]> {
    const laest = poster.map((p) => ({ p, ...this.laes(p, k.fagsystem) }));
    const krav = laest.flatMap((l) => ('krav' in l ? [l.krav] : []));
    const udfald = (await this.krav.opretMange(tx, krav))[Symbol.iterator]();
    return laest.map((l) => ('krav' in l ? this.svar(l.p, udfald.next().value!) : afvist(l.p, l.fejl)));
  }

  /** A claim as POST /v1/krav would read it, or all that is wrong with it. */
  private laes(p: Nummereret, fagsystem: string): { readonly krav: NytKrav } | { readonly fejl: readonly Feltfejl[] } {
    const egne = p.fejl ?? [];
    try {
      const krav = this.laeser.laes(p.krav ?? jsonAf(p.raa!), fagsystem);
      return egne.length > 0 ? { fejl: egne } : { krav };
    } catch (fejl) {
      if (!(fejl instanceof ForretningsFejl)) throw fejl;
      const andre = fejl.felter.length > 0 ? fejl.felter : [{ felt: 'krav', kode: fejl.kode, besked: fejl.message }];
      return { fejl: [...egne, ...andre.filter((f) => !egne.some((e) => e.felt === f.felt))] };
    }
  }

  private svar(p: Nummereret, u: Kravudfald): Linjeresultat { return u.udfald === 'AFVIST' ? afvist(p, this.laeser.felter(u.fejl)) : registreret(p, u); }

  /** Each claim in a transaction of its own with its answer; what cannot be registered is named, never passed over. */
  private async enkeltvis(hvem: Hvem, k: Filkoersel, nr: number, aarsag: unknown): Promise<void> {
    const poster = await this.db.iKommune(hvem, async (tx) => ((await tagDel(tx, k.koerselId, nr)) === undefined ? undefined : hentPoster(tx, k, nr)), { proev: true });
    if (poster === undefined) return;
    const faelles = aarsag instanceof ForretningsFejl && FAELLES_FEJL.has(aarsag.kode);
    const svar = faelles ? poster.map((p) => fejlet(p, aarsag)) : await this.enForEn(hvem, k, poster);
    await this.db.iKommune(hvem, async (tx) => {
      if ((await tagDel(tx, k.koerselId, nr)) !== undefined) await this.afslutDel(tx, k, nr, poster, svar);
    });
  }

  private async enForEn(hvem: Hvem, k: Filkoersel, poster: readonly Nummereret[]): Promise<Linjeresultat[]> {
    const svar: Linjeresultat[] = [];
    for (const p of poster) {
      try {
        svar.push(await this.db.iKommune(hvem, async (tx) => {
          const [r] = await this.registrer(tx.som({ koerselId: k.koerselId }), k, [p]);
          await gemResultater(tx, k.kravfilId, [r!]);
          return r!;
        }));
      } catch (fejl) {
        if (erForbindelsesfejl(fejl)) throw fejl;
        svar.push(fejlet(p, fejl));
      }
    }
    return svar;
  }

  /** Answers, what is left to do, and the part's end: written together with the claims. */
  private async afslutDel(tx: Tx, k: Filkoersel, nr: number, poster: readonly Nummereret[], svar: readonly Linjeresultat[]): Promise<void> {
    paastaa(svar.length === poster.length, 'KRAVFIL_SVAR_MANGLER');
    await gemResultater(tx, k.kravfilId, svar);
    const rest = poster.filter((_, i) => manglerKrav(svar[i]!));
    await tx.skriv(`update kravfil_del set indhold = $3 where kravfil_id = $1 and nr = $2`, [k.kravfilId, nr, laasPoster(tx, rest)]);
    await faerdigDel(tx, k.koerselId, nr, await this.optael(tx, k, nr, svar), rest.length > 0);
  }

  /** What was registered when the part ran before, and what came of the rest now. */
  private async optael(tx: Tx, k: Filkoersel, nr: number, svar: readonly Linjeresultat[]): Promise<Delresultat> {
    const [r] = await tx.sql<{ resultat: Delresultat | null }>(`select resultat from koersel_del where koersel_id = $1 and nr = $2`, [k.koerselId, nr]);
    const { AFVIST: _a, FEJL: _f, ...foer } = r!.resultat?.antal ?? {};
    const antal: Record<string, number> = { ...foer };
    for (const s of svar) antal[s.udfald] = (antal[s.udfald] ?? 0) + 1;
    return { antal, beloeb: {} };
  }
}

function jsonAf(raa: string): unknown {
  try {
    return JSON.parse(raa) as unknown;
  } catch {
    throw new LinjeIkkeJson(); // the parser's own message quotes the line
  }
}

/** 422: one line of a file is no JSON. */
class LinjeIkkeJson extends ForretningsFejl {
  readonly kode = 'JSON_UGYLDIG'; readonly status = 422; readonly titel = 'Ugyldig JSON';
  constructor() { super('Kravet er ikke gyldig JSON.', [{ felt: 'krav', kode: 'JSON_UGYLDIG', besked: 'Kravet er ikke gyldig JSON.' }]); }
}

async function hentKoersel(tx: Tx, koerselId: string): Promise<Filkoersel> {
  const [k] = await tx.sql<Filkoersel>(`select f.koersel_id as "koerselId", f.id as "kravfilId", f.fagsystem, f.bruger from kravfil f where f.koersel_id = $1`, [koerselId]);
  if (k === undefined) throw new IkkeFundet('Kørsel', koerselId);
  return k;
}

async function hentPoster(tx: Tx, k: Filkoersel, nr: number): Promise<Nummereret[]> {
  const [d] = await tx.sql<{ indhold: Buffer | null }>(`select indhold from kravfil_del where kravfil_id = $1 and nr = $2`, [k.kravfilId, nr]);
  return laasOpPoster(tx, d!.indhold);
}
