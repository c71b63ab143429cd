import { Injectable } from '@nestjs/common';
import { ForretningsFejl, tal, UgyldigtInput, visDato, type Lokaldato } from '#app/kernel';
import { nyVersion, ophoerVersion, type Tx, type Versionstabel } from '#app/platform';
import { laasKrav, VagtService, type LaastKrav } from '#app/krav';

/** What a judgment or settlement says of a claim's interest. */
export interface NytVilkaar {
  readonly art: 'DOM' | 'FORLIG';
  /** FAST: `sats` percent per year. REFERENCE: the reference rate plus `sats` percentage points. */
  readonly satsart: 'FAST' | 'REFERENCE';
  /** Text, 0 to 100, at most four decimals. */
  readonly sats: string;
  /** The first day it counts for, and the first day it does not. */
  readonly fra: Lokaldato;
  readonly til?: Lokaldato | undefined;
  /** The day it was decided. */
  readonly afgjort: Lokaldato;
  /** Case number and where it lies; kept encrypted. */
  readonly dokument: string;
}

/** A version of a claim's terms on both axes; `kendtTil` null: it is what we know now. `sats` as text. */
export interface Vilkaarsvisning extends Omit<NytVilkaar, 'til' | 'fra'> { readonly gyldigFra: Lokaldato; readonly gyldigTil: Lokaldato | 'infinity'; readonly kendtFra: Date; readonly kendtTil: Date | null; readonly bruger: string }

/** 409: interest is of the hovedkrav alone. */
export class RentevilkaarKunPaaHovedkrav extends ForretningsFejl {
  readonly kode = 'RENTEVILKAAR_KUN_PAA_HOVEDKRAV'; readonly status = 409; readonly titel = 'Rentevilkår hører til hovedkravet';
  constructor(readonly hovedkravId: string) { super(`Kravet er en rente eller et gebyr; dom og forlig om renter registreres på hovedkravet ${hovedkravId}.`); }
}
/** 409: nothing holds on or after the day. */
export class IngenRentevilkaar extends ForretningsFejl {
  readonly kode = 'INGEN_RENTEVILKAAR'; readonly status = 409; readonly titel = 'Kravet har ingen rentevilkår';
  constructor(fra: Lokaldato) { super(`Kravet har ingen rentevilkår, der gælder ${visDato(fra)} eller senere.`); }
}

const TABEL: Versionstabel = { tabel: 'rentevilkaar', noegler: ['krav_id'], vaerdier: ['art', 'satsart', 'sats', 'afgjort', 'dokument'] };
const SATS = /^\d{1,3}(?:\.\d{1,4})?$/;

/** DOM and FORLIG: interest by terms of their own, on one claim, dated on both axes. The next night's interest follows them. */
@Injectable()
export class RentevilkaarService {
  constructor(private readonly vagt: VagtService) {}

  /** From `fra` (to `til`) the claim bears interest so. @throws IkkeFundet, RentevilkaarKunPaaHovedkrav, UgyldigtInput RENTESATS_UGYLDIG, DATO_I_FREMTIDEN, PERIODE_OMVENDT, VILKAAR_FOER_STIFTELSE */
  async fastsaet(tx: Tx, kravId: string, v: NytVilkaar): Promise<Vilkaarsvisning[]> {
    if (!SATS.test(v.sats) || tal(v.sats).gt(100)) throw new UgyldigtInput('RENTESATS_UGYLDIG', 'sats', 'Satsen skal være fra 0 til 100 med højst fire decimaler.');
    if (v.afgjort > tx.forretningsdato) throw new UgyldigtInput('DATO_I_FREMTIDEN', 'afgjort', 'Dommen eller forliget kan ikke være fra en dag, der ikke er kommet.');
    if (v.til !== undefined && v.til <= v.fra) throw new UgyldigtInput('PERIODE_OMVENDT', 'til', 'Slutdagen skal ligge efter den første dag.');
    const krav = await laasHovedkrav(tx, kravId);
    if (v.fra < krav.stiftelsesdato) throw new UgyldigtInput('VILKAAR_FOER_STIFTELSE', 'fra', `Kravet er stiftet den ${visDato(krav.stiftelsesdato)}; renten kan ikke gælde fra en tidligere dag.`);
    await nyVersion(tx, TABEL, { krav_id: kravId }, { ...v, dokument: tx.noegler.krypter(v.dokument) }, v.fra, v.til ?? 'infinity');
    return this.vaek(tx, krav);
  }

  /** From `fra` on the kravstype's own law holds again. @throws IkkeFundet, RentevilkaarKunPaaHovedkrav, IngenRentevilkaar */
  async ophaev(tx: Tx, kravId: string, fra: Lokaldato): Promise<Vilkaarsvisning[]> {
    const krav = await laasHovedkrav(tx, kravId);
    if (!(await ophoerVersion(tx, TABEL, { krav_id: kravId }, fra))) throw new IngenRentevilkaar(fra);
    return this.vaek(tx, krav);
  }

  /** Every version there has been, what is known now first. The caller has asked whether the claim may be seen. */
  async liste(tx: Tx, kravId: string): Promise<Vilkaarsvisning[]> {
    const r = await tx.sql<Omit<Vilkaarsvisning, 'dokument'> & { dokument: Buffer }>(
      `select art, satsart, trim_scale(sats)::text as sats, afgjort, dokument, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil", kendt_fra as "kendtFra", nullif(kendt_til, 'infinity') as "kendtTil", bruger
       from rentevilkaar where krav_id = $1 order by kendt_til desc, gyldig_fra, kendt_fra`, [kravId]);
    return r.map((v) => ({ ...v, dokument: tx.noegler.dekrypterTekst(v.dokument) }));
  }

  private async vaek(tx: Tx, krav: LaastKrav): Promise<Vilkaarsvisning[]> {
    await tx.skrivSamlet(this.vagt.vaek([{ forretningspartnerId: krav.forretningspartnerId, kravId: krav.kravId, trin: 'renter', tidligst: tx.forretningsdato }]));
    return this.liste(tx, krav.kravId);
  }
}

async function laasHovedkrav(tx: Tx, kravId: string): Promise<LaastKrav> {
  const krav = await laasKrav(tx, kravId);
  if (krav.hovedkravId !== null) throw new RentevilkaarKunPaaHovedkrav(krav.hovedkravId);
  return krav;
}
