import { Injectable } from '@nestjs/common';
import { danskMidnat, plusDage, UgyldigtInput, type Feltfejl, type Lokaldato } from '#app/kernel';
import { IkkeFundet, nyVersion, ophoerVersion, type Tx } from '#app/platform';
import { hentHistorik, hentKodefakta, hentKoder, hentVersioner, taelKoder } from './kodeliste.facts.js';
import { aendrerKrav, kodefejl, kvitteringstekster, slutAf } from './kodeliste.rules.js';
import { KODELISTER, type Kodeaendring, type Kodekvittering, type Kodelistenavn, type Kodenoegle, type Kodeversion } from './kodeliste.js';
import { REGELTRIN } from './vagt.js';

/** 422 with every broken field; `kode` is the first one's. */
export class UgyldigKodeaendring extends UgyldigtInput {
  constructor(alle: readonly [Feltfejl, ...Feltfejl[]]) {
    super(alle[0].kode, alle[0].felt, alle[0].besked);
    Object.defineProperty(this, 'felter', { value: alle, enumerable: true });
  }
}

/** The code lists: read on both axes, changed from a day on, never overwritten. */
@Injectable()
export class KodelisteService {
  /** The codes that hold on `paa`, as known now or at the end of the day `kendt`. */
  liste<L extends Kodelistenavn>(tx: Tx, liste: L, v: { readonly paa: Lokaldato; readonly kendt?: Lokaldato | undefined; readonly kravstype?: string | undefined }): Promise<Kodeversion<L>[]> {
    return hentKoder(tx, liste, v.paa, v.kendt === undefined ? undefined : danskMidnat(plusDage(v.kendt, 1)), v.kravstype);
  }

  /** Every version ever known of a code. @throws IkkeFundet */
  async historik<L extends Kodelistenavn>(tx: Tx, liste: L, n: Kodenoegle): Promise<Kodeversion<L>[]> {
    const ud = await hentHistorik(tx, liste, n);
    if (ud.length === 0) throw new IkkeFundet(`Koden i listen ${KODELISTER[liste].navn}`, n.kode);
    return ud;
  }

  /** How many codes of each list hold on a day. */
  antal(tx: Tx, paa: Lokaldato): Promise<Record<Kodelistenavn, number>> { return taelKoder(tx, paa); }

  /**
   * Makes a change when `bekraeft`, else says what it would do. What was known stays readable; where the change begins today or before,
   * the claims it concerns are looked at again by the steps that read dated rules (a later one wakes them on its day: VagtService.vaekVedNyeRegler).
   * @throws IkkeFundet; UgyldigKodeaendring GYLDIGHED_OVERLAPPER, KODE_GAELDER_IKKE, KODE_I_BRUG, PERIODE_OMVENDT, KONTO_UKENDT, …
   */
  async ret<L extends Kodelistenavn>(tx: Tx, liste: L, a: Kodeaendring<L>, bekraeft: boolean): Promise<Kodekvittering> {
    await tx.skriv(`select pg_advisory_xact_lock(hashtextextended('kodelister:' || current_schema(), 0))`); // lists refer to one another: one change at a time
    const versioner = await hentVersioner(tx, liste, a.noegle);
    if (a.art !== 'OPRET' && versioner.length === 0) throw new IkkeFundet(`Koden i listen ${KODELISTER[liste].navn}`, a.noegle.kode);
    const til = slutAf(a, versioner);
    const fakta = await hentKodefakta(tx, liste, a.noegle, versioner, a.fra, til);
    const [foerste, ...andre] = kodefejl(liste, a, fakta);
    if (foerste !== undefined) throw new UgyldigKodeaendring([foerste, ...andre]);
    const vaekker = aendrerKrav(liste) && a.fra <= tx.forretningsdato;
    if (bekraeft) {
      await this.skriv(tx, liste, a, til);
      if (vaekker) await this.vaek(tx, a.noegle.kode);
    }
    return {
      gemt: bekraeft, gyldigFra: a.fra, gyldigTil: til, aabneKrav: fakta.aabneKrav, bogfoerteKrav: fakta.kravIPerioden, vaekkes: vaekker ? fakta.aabneKrav : 0,
      tekster: kvitteringstekster(liste, a, til, fakta, tx.forretningsdato),
    };
  }

  private async skriv<L extends Kodelistenavn>(tx: Tx, liste: L, a: Kodeaendring<L>, til: Lokaldato | 'infinity'): Promise<void> {
    const { tabel, felter } = KODELISTER[liste];
    const iKolonner = (vaerdier: object): Record<string, unknown> => Object.fromEntries(Object.entries(vaerdier).flatMap(([felt, v]) => (felter[felt] === undefined ? [] : [[felter[felt], v]])));
    if (a.art === 'OPHOER') await ophoerVersion(tx, tabel, iKolonner(a.noegle), a.fra);
    else await nyVersion(tx, tabel, iKolonner(a.noegle), iKolonner(a.vaerdier), a.fra, til);
  }

  /** Paid claims too: what they were charged may have been too much. */
  private async vaek(tx: Tx, kravstype: string): Promise<void> {
    await tx.skriv(
      `insert into vagt (forretningspartner_id, krav_id, trin, tidligst)
       select a.forretningspartner_id, k.id, t, '1900-01-01' from unnest($1::text[]) t, kravsbilag k join aaben_post a on a.krav_id = k.id where k.art = 'HOVEDKRAV' and k.kravstype = $2
       on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = excluded.tidligst`, [REGELTRIN, kravstype]);
  }
}
