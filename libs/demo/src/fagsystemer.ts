import { Injectable } from '@nestjs/common';
import { paastaa } from '#app/kernel';
import type { Database, Hvem } from '#app/platform';
import { KravService } from '#app/krav';
import { KravfilmodtagelseService, KravfilService } from '#app/kravfil';
import type { Demokrav } from './krav.js';
import type { Demokravfil } from './kravfiler.js';

/** The doors claims come in by: one packet a day from each fagsystem, one file a month. */
@Injectable()
export class Fagsystemer {
  constructor(private readonly krav: KravService, private readonly filer: KravfilmodtagelseService, private readonly kravfil: KravfilService) {}

  /** Each fagsystem sends its claims, some minutes apart. */
  async registrer(db: Database, krav: readonly Demokrav[], som: (fagsystem: string, nr: number) => Hvem): Promise<void> {
    for (const [nr, f] of [...new Set(krav.map((k) => k.krav.fagsystem))].sort().entries()) {
      const svar = await db.iKommune(som(f, 5 * nr + 2), (tx) => this.krav.opretMange(tx, krav.filter((k) => k.krav.fagsystem === f).map((k) => k.krav)));
      paastaa(svar.every((s) => s.udfald !== 'AFVIST'), 'DEMO_KRAV_AFVIST');
    }
  }

  /** The month's file from a fagsystem's spreadsheet; the same one again is the same run, which goes on where it was cut. */
  async indlaes(db: Database, hvem: Hvem, { fagsystem, filnavn, csv }: Demokravfil): Promise<void> {
    const m = await this.filer.modtag(db, { ...hvem, fagsystem }, { fagsystem, format: 'CSV', filnavn }, bytes(csv));
    await this.kravfil.koer(hvem, m.koerselId, 1);
  }
}

async function* bytes(tekst: string): AsyncGenerator<Uint8Array> { yield await Promise.resolve(Buffer.from(tekst, 'utf8')); }
