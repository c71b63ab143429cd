import { Injectable } from '@nestjs/common';
import { beloebTekst, danskMidnat, kr, plusDage, type Lokaldato } from '#app/kernel';
import { gaelder, gjaldt, IkkeFundet, nyVersion, ophoerVersion, type Tx, type Versionstabel } from '#app/platform';
import { UgyldigKodeaendring, type Kodeaksler, type Kodekvittering } from '#app/krav';
import type { Trinaendring, Trinnoegle, Trinvaerdier, Trinversion } from './procedure.js';
import { procedurefejl, procedurekvittering, slutAf, type Procedurefakta } from './procedure.rules.js';
import { hentMaksima, PROCEDUREKOLONNER } from './rykker.facts.js';

const TABEL: Versionstabel = {
  tabel: 'rykkerprocedure', noegler: ['kode', 'aftalekontotype', 'trin'],
  vaerdier: ['art', 'dage_efter_srb', 'regnes_fra', 'dagtype', 'mindstebeloeb', 'gruppering', 'gebyr', 'kompensation', 'brevtype', 'frist_dage', 'underretning'],
};
const raekke = (v: Trinvaerdier): Record<string, unknown> => ({
  art: v.art, dage_efter_srb: v.dage, regnes_fra: v.regnesFra, dagtype: v.dagtype, mindstebeloeb: beloebTekst(v.mindstebeloeb), gruppering: v.gruppering, gebyr: beloebTekst(v.gebyr),
  kompensation: v.kompensation, brevtype: v.brevtype, frist_dage: v.fristDage, underretning: v.underretning,
});

type Raekke = Omit<Trinversion, 'mindstebeloeb' | 'gebyr'> & Kodeaksler & { readonly mindstebeloeb: string; readonly gebyr: string };
const version = (r: Raekke): Trinversion => ({ ...r, mindstebeloeb: kr(r.mindstebeloeb), gebyr: kr(r.gebyr) });
const KOLONNER = `${PROCEDUREKOLONNER}, o.kendt_fra as "kendtFra", case when o.kendt_til < 'infinity' then o.kendt_til end as "kendtTil", o.bruger`;

/** The rykkerprocedurer as a code list: read on both axes, changed from a day on, never overwritten. */
@Injectable()
export class RykkerprocedureService {
  /** The trin that held on `paa`, as known now or at the end of the day `kendt`; of one procedure where one is given. */
  async liste(tx: Tx, v: { readonly paa: Lokaldato; readonly kendt?: Lokaldato | undefined; readonly kode?: string | undefined }): Promise<Trinversion[]> {
    const naar = v.kendt === undefined ? gaelder('o', '$1') : gjaldt('o', '$1', '$3::timestamptz');
    const r = await tx.sql<Raekke>(`select ${KOLONNER} from rykkerprocedure o where ${naar} and ($2::text is null or o.kode = $2) order by o.kode, o.aftalekontotype, o.trin`,
      [v.paa, v.kode ?? null, ...(v.kendt === undefined ? [] : [danskMidnat(plusDage(v.kendt, 1))])]);
    return r.map(version);
  }

  /** Every version ever known of a procedure's trin. @throws IkkeFundet */
  async historik(tx: Tx, kode: string): Promise<Trinversion[]> {
    const r = await tx.sql<Raekke>(`select ${KOLONNER} from rykkerprocedure o where o.kode = $1 order by o.aftalekontotype, o.trin, o.gyldig_fra, o.kendt_fra`, [kode]);
    if (r.length === 0) throw new IkkeFundet('Rykkerproceduren', kode);
    return r.map(version);
  }

  /**
   * Makes a change when `bekraeft`, else says what it would do. The claims it concerns are looked at again tonight; letters that are sent stand.
   * @throws IkkeFundet; UgyldigKodeaendring TRIN_MANGLER, TRIN_EFTERFOELGES, KODE_I_BRUG, FRIST_FOR_KORT, GEBYR_OVER_LOVEN, …
   */
  async ret(tx: Tx, a: Trinaendring, bekraeft: boolean): Promise<Kodekvittering> {
    await tx.skriv(`select pg_advisory_xact_lock(hashtextextended('kodelister:' || current_schema(), 0))`); // lists refer to one another: one change at a time
    const f = await this.fakta(tx, a.noegle);
    if (a.art !== 'OPRET' && f.versioner.length === 0) throw new IkkeFundet('Rykkertrinnet', `${a.noegle.kode}/${a.noegle.trin}`);
    const slut = slutAf(a, f.versioner);
    const [foerste, ...andre] = procedurefejl(a, f);
    if (foerste !== undefined) throw new UgyldigKodeaendring([foerste, ...andre]);
    if (bekraeft) {
      const noegle = { ...a.noegle };
      if (a.art === 'OPHOER') await ophoerVersion(tx, TABEL, noegle, a.fra);
      else await nyVersion(tx, TABEL, noegle, raekke(a.vaerdier), a.fra, slut);
      await this.vaek(tx, a.noegle);
    }
    return { gemt: bekraeft, gyldigFra: a.fra, gyldigTil: slut, aabneKrav: f.aabneKrav, bogfoerteKrav: 0, vaekkes: f.aabneKrav, tekster: procedurekvittering(a, slut, f) };
  }

  private async fakta(tx: Tx, n: Trinnoegle): Promise<Procedurefakta> {
    const alle = await tx.sql<Procedurefakta['versioner'][number] & Trinnoegle>(`select kode, aftalekontotype, trin, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil" from rykkerprocedure where kendt_til = 'infinity' and kode = $1 order by gyldig_fra`, [n.kode]);
    const trin = (t: number, type: string): Procedurefakta['versioner'] => alle.filter((v) => v.trin === t && v.aftalekontotype === type);
    const [krav] = await tx.raekker<[number]>(`select count(*)::int from (${RAMT}) r`, [n.kode, n.aftalekontotype]);
    return {
      versioner: trin(n.trin, n.aftalekontotype), foer: trin(n.trin - 1, n.aftalekontotype), efter: trin(n.trin + 1, n.aftalekontotype), faelles: trin(1, ''),
      aftalekontotyper: await tx.sql(`select kode, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil" from aftalekontotype where kendt_til = 'infinity' and kode = $1`, [n.aftalekontotype]),
      kravstyper: await tx.sql(`select kode, regime, udpantningsret, civilretlig, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil" from kravstype where kendt_til = 'infinity' and rykkerprocedure = $1 order by kode, gyldig_fra`, [n.kode]),
      maksima: (await hentMaksima(tx)).maksima, aabneKrav: krav![0],
    };
  }

  private async vaek(tx: Tx, n: Trinnoegle): Promise<void> {
    await tx.skriv(
      `insert into vagt (forretningspartner_id, krav_id, trin, tidligst) select r.forretningspartner_id, r.id, 'rykker', $3::date from (${RAMT}) r
       on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = least(vagt.tidligst, excluded.tidligst)`, [n.kode, n.aftalekontotype, tx.forretningsdato]);
  }
}

/** Hovedkrav whose kravstype names the procedure $1, on accounts of the type $2 (empty for every type), and whose family owes something: renter and gebyrer are reminded too. */
const RAMT = `select k.id, ak.forretningspartner_id from kravsbilag k join aftalekonto ak on ak.id = k.aftalekonto_id where k.art = 'HOVEDKRAV' and ($2 = '' or ak.type = $2)
  and k.kravstype in (select t.kode from kravstype t where t.kendt_til = 'infinity' and t.rykkerprocedure = $1)
  and (exists (select 1 from aaben_post o where o.krav_id = k.id and o.rest <> 0) or exists (select 1 from kravsbilag u join aaben_post o on o.krav_id = u.id where u.hovedkrav_id = k.id and o.rest <> 0))`;
