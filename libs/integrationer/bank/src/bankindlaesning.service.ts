import { Injectable } from '@nestjs/common';
import { gemIIndbakke, noterIndbakke, sha256, type Database, type Hvem } from '#app/platform';
import { IndbetalingService, type Banklinje } from '#app/indbetaling';
import { UdligningService } from '#app/udligning';
import { BankfilForStor, BankfilValuta, BankkontoUkendt, BankudtogAndetIndhold } from './bankindlaesning.fejl.js';
import { hentEgne, hentKvittering, sikrUdtog } from './bankindlaesning.facts.js';
import { banklinjer, gennemlaes, kraevSammeIndhold, Kvitteringstaeller, type Bankkvittering, type Filoversigt } from './bankindlaesning.rules.js';
import { BankfilFejl } from './fejl.js';
import { laesCamt053 } from './laes.js';
import { betalingslinjer } from './betalingslinjer.js';
import type { CamtPost, CamtUdtog } from './typer.js';

/** The answer to a file. `kendt`: it had been loaded whole before; the receipt is the one it got then. */
export interface Bankindlaesning { readonly kendt: boolean; readonly indbakkeId: string; readonly kvittering: Bankkvittering }

export interface Indlaesningsvalg {
  /** Told after each chunk; what it throws stops the loading there, and the same file again goes on. */
  readonly fremdrift?: (f: { readonly behandlet: number; readonly ialt: number }) => void;
  /** Amounts per transaction; 2,000 unless a test says otherwise. */
  readonly linjerPrDel?: number;
}

const KANAL = 'BANK';
const LINJER_PR_DEL = 2000;
const MAKS_MB = 256;

interface Plads { readonly id: string; readonly udtogId: string; readonly springOver: boolean }
interface Klar { readonly pladser: ReadonlyMap<number, Plads>; readonly kreditorer: ReadonlySet<string> }

/** The bank's camt.053 files: stored first, checked whole, then booked in chunks that can stop anywhere. */
@Injectable()
export class BankindlaesningService {
  constructor(private readonly indbetaling: IndbetalingService, private readonly udligning: UdligningService) {}

  /**
   * Loads one file. Nothing is booked unless all of it reads, adds up, is in kroner and is for accounts we know; a refused file is
   * kept with its kode. Killed in the middle, the same file again continues by its row keys and books each line once.
   * @throws BankfilFejl, BankkontoUkendt, BankfilValuta, BankudtogAndetIndhold, BankfilForStor
   */
  async indlaes(db: Database, hvem: Hvem, indhold: Buffer | AsyncIterable<Uint8Array>, filnavn?: string, valg: Indlaesningsvalg = {}): Promise<Bankindlaesning> {
    const som: Hvem = { ...hvem, idempotens: undefined }; // several transactions: their answers are not the caller's
    const bytes = await iHukommelsen(indhold);
    const { indbakkeId, gemt } = await db.iKommune(som, async (tx) => {
      const { id, kendt } = await gemIIndbakke(tx, { kanal: KANAL, noegle: sha256(bytes).toString('hex'), indhold: bytes });
      return { indbakkeId: id, gemt: kendt ? await hentKvittering(tx, id) : undefined };
    });
    if (gemt !== undefined) return { kendt: true, indbakkeId, kvittering: JSON.parse(gemt) as Bankkvittering };
    const { oversigt, klar } = await this.kontroller(db, som, indbakkeId, bytes);
    const kvittering = await this.bogfoer(db, som, bytes, oversigt, klar, filnavn, valg);
    await db.iKommune(som, (tx) => noterIndbakke(tx, indbakkeId, 'BEHANDLET', undefined, JSON.stringify(kvittering)));
    return { kendt: false, indbakkeId, kvittering };
  }

  /** The first reading. A file that breaks a rule is marked AFVIST with its kode. */
  private async kontroller(db: Database, hvem: Hvem, indbakkeId: string, bytes: Buffer): Promise<{ oversigt: Filoversigt; klar: Klar }> {
    try {
      const oversigt = await gennemlaes(laesCamt053(bytes, { strengt: true }));
      return { oversigt, klar: await db.iKommune(hvem, async (tx): Promise<Klar> => {
        const egne = await hentEgne(tx);
        const udtog = oversigt.udtog.map((u) => {
          const bankkontoId = egne.konti.get(u.konto);
          if (bankkontoId === undefined) throw new BankkontoUkendt(u.nr, u.konto);
          return { ...u, bankkontoId };
        });
        const kendte = await sikrUdtog(tx, indbakkeId, udtog);
        const pladser = udtog.map((u): [number, Plads] => {
          const k = kendte.get(u.nr)!;
          kraevSammeIndhold(u, k);
          return [u.nr, { id: u.bankkontoId, udtogId: k.id, springOver: k.faerdigt || oversigt.gentaget.has(u.nr) }];
        });
        return { pladser: new Map(pladser), kreditorer: egne.kreditorer };
      }) };
    } catch (fejl) {
      if (erFilensFejl(fejl)) await db.iKommune(hvem, (tx) => noterIndbakke(tx, indbakkeId, 'AFVIST', fejl.kode, fejl.message));
      throw fejl;
    }
  }

  /** The second reading, a transaction per chunk: received, then cleared for the debtors it touched. */
  private async bogfoer(db: Database, hvem: Hvem, bytes: Buffer, oversigt: Filoversigt, klar: Klar, filnavn: string | undefined, valg: Indlaesningsvalg): Promise<Bankkvittering> {
    const taeller = new Kvitteringstaeller();
    let behandlet = 0;
    const bogfoerDel = async (linjer: readonly Banklinje[]): Promise<void> => {
      const svar = await db.iKommune(hvem, async (tx) => {
        const modtaget = await this.indbetaling.modtag(tx, linjer);
        await this.udligning.behandl(tx, [...new Set(modtaget.flatMap((m) => (m.udfald === 'PLACERET' ? [m.forretningspartnerId] : [])))]);
        return modtaget;
      });
      taeller.laegTil(linjer, svar);
      behandlet += linjer.length;
      valg.fremdrift?.({ behandlet, ialt: oversigt.linjer });
    };
    const maks = valg.linjerPrDel ?? LINJER_PR_DEL;
    let del: Banklinje[] = [];
    for await (const { post, udtog } of poster(bytes)) {
      const plads = klar.pladser.get(udtog.nr)!;
      if (plads.springOver) { const n = betalingslinjer(post).linjer.length; taeller.kendte(n); behandlet += n; continue; }
      for (const l of banklinjer(post, udtog, plads, klar.kreditorer, oversigt.noegler)) {
        del.push(l);
        if (del.length >= maks) { await bogfoerDel(del); del = []; }
      }
    }
    if (del.length > 0) await bogfoerDel(del);
    return taeller.slut(oversigt, filnavn);
  }
}

/** Refused for what it holds; a lost connection is another matter and leaves no mark. */
const erFilensFejl = (fejl: unknown): fejl is BankfilFejl | BankkontoUkendt | BankfilValuta | BankudtogAndetIndhold =>
  [BankfilFejl, BankkontoUkendt, BankfilValuta, BankudtogAndetIndhold].some((k) => fejl instanceof k);

/** Entries, each with its statement. */
async function* poster(bytes: Buffer): AsyncGenerator<{ post: CamtPost; udtog: CamtUdtog }> {
  let udtog: CamtUdtog | undefined;
  for await (const h of laesCamt053(bytes, { strengt: true })) {
    if (h.art === 'UDTOG') udtog = h;
    else if (h.art === 'POST') yield { post: h, udtog: udtog! };
  }
}

/** The raw file is kept whole, so it is held whole once. @throws BankfilForStor */
async function iHukommelsen(indhold: Buffer | AsyncIterable<Uint8Array>): Promise<Buffer> {
  const stykker: Uint8Array[] = [];
  let bytes = 0;
  for await (const s of Buffer.isBuffer(indhold) ? [indhold] : indhold) {
    bytes += s.length;
    if (bytes > MAKS_MB * 1024 * 1024) throw new BankfilForStor(MAKS_MB);
    stykker.push(s);
  }
  return stykker.length === 1 && Buffer.isBuffer(stykker[0]) ? stykker[0] : Buffer.concat(stykker);
}
