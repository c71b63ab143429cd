import { Injectable } from '@nestjs/common';
import { ForretningsFejl, plusDage, type Feltfejl } from '#app/kernel';
import { gaelder, indsaet, NU, type Skrivning, type Tx } from '#app/platform';
import { FILTERAFTRYK, PsrmFilterService, type Fund, type Rykkertrin } from '#app/psrm';
import { foraeldesSomRegistreret, huskendeVurdering, klarhedsramme, type Klarhed, type Klarhedsfakta, type Klarhedsramme, type PsrmPolitik } from './klarhed.rules.js';
import { ALLE_KRAVSTYPER, kravstypePaa, type Kravstype } from './kravstype.js';
import { OPSAETNINGER } from './opsaetning.js';
import type { Underkrav } from './underkrav.js';
import type { Vagt } from './vagt.js';

/** 422: the collector would refuse the claim, and the fagsystem's policy is not to let such claims in. */
export class PsrmAfvist extends ForretningsFejl {
  readonly kode = 'PSRM_AFVIST'; readonly status = 422; readonly titel = 'Inddrivelsen ville afvise kravet';
  constructor(fejl: readonly Feltfejl[]) { super(`Kravet ville blive afvist af Gældsstyrelsens modtagelse. ${fejl.map((f) => f.besked).join(' ')}`, fejl); }
}

/** What a check reads of the kommune: the filter's content, the procedures in force, the days after the last deadline. */
export interface Klarhedsraad { readonly filteraftryk: string; readonly procedurer: readonly (readonly [kode: string, dageEfterSrb: number, fristDage: number, regnesFra: NonNullable<Rykkertrin['regnesFra']>, dagtype: NonNullable<Rykkertrin['dagtype']>])[] | null; readonly overdragDage: string | null }

/** SQL: the columns of Klarhedsraad, as they hold on `dato` (an SQL expression). */
export const KLARHEDSRAAD = (dato: string): string => `${FILTERAFTRYK} as filteraftryk,
  (select json_agg(json_build_array(r.kode, r.dage_efter_srb, r.frist_dage, r.regnes_fra, r.dagtype) order by r.kode, r.trin) from rykkerprocedure r where r.aftalekontotype = '' and ${gaelder('r', dato)}) as procedurer,
  (select o.vaerdi from opsaetning o where o.noegle = '${OPSAETNINGER.overdragDage.noegle}' and ${gaelder('o', dato)}) as "overdragDage"`;
/** SQL: which fagsystemer have a policy on `dato`, as one JSON object. */
export const POLITIKKER = (dato: string): string => `(select json_object_agg(p.fagsystem, p.politik) from psrm_politik p where ${gaelder('p', dato)}) as politikker`;
export type Politikker = Readonly<Record<string, PsrmPolitik>>;

@Injectable()
export class KlarhedService {
  constructor(private readonly filter: PsrmFilterService) {}

  /** The frame of a call whose own look-up has read KLARHEDSRAAD. */
  async rammeAf(tx: Tx, r: Klarhedsraad): Promise<Klarhedsramme> {
    const o = OPSAETNINGER.overdragDage;
    return klarhedsramme(tx.forretningsdato, await this.filter.hent(tx, r.filteraftryk), proceduretrin(r.procedurer ?? []), o.laes(r.overdragDage ?? o.standard));
  }

  async ramme(tx: Tx): Promise<Klarhedsramme> {
    const [r] = await tx.sql<Klarhedsraad>(`select ${KLARHEDSRAAD('$1::date')}`, [tx.forretningsdato]);
    return this.rammeAf(tx, r!);
  }

  /** Holds new renter and gebyrer against the rules as they are posted: one look-up, however many they are. */
  async underkrav(tx: Tx, nye: readonly Underkrav[]): Promise<{ fund: Kravfund[]; vagter: Vagt[] }> {
    const [r] = await tx.sql<Klarhedsraad & { typer: Kravstype[] | null }>(`select ${KLARHEDSRAAD('$1::date')}, (select json_agg(t) from (${ALLE_KRAVSTYPER}) t) as typer`, [tx.forretningsdato]);
    const vurder = huskendeVurdering(await this.rammeAf(tx, r!));
    const fund: Kravfund[] = [];
    const vagter: Vagt[] = [];
    for (const u of nye) {
      const v = vurder(underkravsfakta(u, r!.typer ?? []));
      if (v.fund.length > 0) fund.push({ kravId: u.id, klarhed: v });
      if (v.naeste !== 'infinity' && !foraeldesSomRegistreret(v, u.foraeldelsesdato, tx.forretningsdato)) vagter.push({ forretningspartnerId: u.ophav.forretningspartnerId, kravId: u.ophav.kravId, trin: 'psrmkontrol', tidligst: v.naeste });
    }
    return { fund, vagter };
  }

  /** The findings of claims that had none, as a write to be sent with the caller's own; ready claims cost nothing. */
  fundraekker(nye: readonly Kravfund[]): Skrivning[] {
    const fund = nye.flatMap(({ kravId, klarhed }) => klarhed.fund.map((f) => ({ kravId, klarhed, f })));
    return fund.length === 0 ? [] : [indsaet('psrm_fund', fund, {
      krav_id: ['bigint', (x) => x.kravId], regel: ['text', (x) => x.f.regel], felt: ['text', (x) => x.f.felt], vaerdi: ['text', (x) => x.f.vaerdi], konsekvens: ['text', (x) => x.f.konsekvens],
      fordringstype: ['text', (x) => x.klarhed.fordringstype], modtagelsesdato: ['date', (x) => x.klarhed.modtagelsesdato],
    }, { registreret: NU }, OVERSKRIV)];
  }
}

const underkravsfakta = (u: Underkrav, typer: readonly Kravstype[]): Klarhedsfakta => ({
  art: u.art, type: kravstypePaa(typer, u.ophav.kravstype, u.ophav.stiftelsesdato), lov: u.lov, stiftelsesdato: u.stiftelsesdato, forfaldsdato: u.forfaldsdato, srb: u.srb, foraeldelsesdato: u.foraeldelsesdato,
  periodeFra: u.periodeFra, periodeSidsteDag: u.periodeTil === undefined ? undefined : plusDage(u.periodeTil, -1), hovedstol: u.hovedstol, beloeb: u.hovedstol, beskrivelse: undefined,
  hovedkrav: { forfaldsdato: u.ophav.forfaldsdato, srb: u.ophav.srb },
});

export interface Kravfund { readonly kravId: string; readonly klarhed: Pick<Klarhed, 'fordringstype' | 'modtagelsesdato'> & { readonly fund: readonly Fund[] } }

const OVERSKRIV = `on conflict (krav_id, regel) do update set felt = excluded.felt, vaerdi = excluded.vaerdi, konsekvens = excluded.konsekvens,
  fordringstype = excluded.fordringstype, modtagelsesdato = excluded.modtagelsesdato, registreret = excluded.registreret`;

function proceduretrin(raekker: NonNullable<Klarhedsraad['procedurer']>): Map<string, Rykkertrin[]> {
  const ud = new Map<string, Rykkertrin[]>();
  for (const [kode, dageEfterSrb, fristDage, regnesFra, dagtype] of raekker) ud.set(kode, [...(ud.get(kode) ?? []), { dageEfterSrb, fristDage, regnesFra, dagtype }]);
  return ud;
}
