import { Injectable } from '@nestjs/common';
import { laesDato } from '#app/kernel';
import { KODELISTER, KodelisteService, type Kodekvittering, type Kodelistenavn, type Kodenoegle, type Kodevaerdier, type Kodeversion } from '#app/krav';
import { Database, type Hvem } from '#app/platform';
import type { Side } from '../felles/side.js';
import { tilSvar, type Udad } from '../felles/tilsvar.js';
import type { AendringDto, DeltransaktionslisteDto } from './kodeliste.dto.js';

/** What all lists' endpoints do alike. */
@Injectable()
export class Kodelisteruter {
  constructor(private readonly db: Database, private readonly koder: KodelisteService) {}

  async liste<L extends Kodelistenavn>(hvem: Hvem, liste: L, v: DeltransaktionslisteDto): Promise<Side<Udad<Kodeversion<L>>>> {
    const kendt = v.kendt === undefined ? undefined : laesDato('kendt', v.kendt);
    const paa = v.paa === undefined ? undefined : laesDato('paa', v.paa);
    const poster = await this.db.iKommune(hvem, (tx) => this.koder.liste(tx, liste, { paa: paa ?? tx.forretningsdato, kendt, kravstype: v.kravstype }));
    return { poster: poster.map((p) => tilSvar(p)), naeste: null };
  }

  async historik<L extends Kodelistenavn>(hvem: Hvem, liste: L, n: Kodenoegle): Promise<Side<Udad<Kodeversion<L>>>> {
    const poster = await this.db.iKommune(hvem, (tx) => this.koder.historik(tx, liste, n));
    return { poster: poster.map((p) => tilSvar(p)), naeste: null };
  }

  opret<L extends Kodelistenavn>(hvem: Hvem, liste: L, v: AendringDto & Kodenoegle & { gyldigTil?: string }, vaerdier: Kodevaerdier[L]): Promise<Udad<Kodekvittering>> {
    return this.ny(hvem, liste, 'OPRET', v, vaerdier);
  }

  version<L extends Kodelistenavn>(hvem: Hvem, liste: L, v: AendringDto & Kodenoegle & { gyldigTil?: string }, vaerdier: Kodevaerdier[L]): Promise<Udad<Kodekvittering>> {
    return this.ny(hvem, liste, 'VERSION', v, vaerdier);
  }

  ophoer(hvem: Hvem, liste: Kodelistenavn, v: AendringDto & Kodenoegle): Promise<Udad<Kodekvittering>> {
    const fra = laesDato('gyldigFra', v.gyldigFra);
    return this.db.iKommune(hvem, async (tx) => tilSvar(await this.koder.ret(tx, liste, { art: 'OPHOER', noegle: noegle(v), fra }, v.bekraeft === true)));
  }

  async oversigt(hvem: Hvem): Promise<Side<{ liste: Kodelistenavn; navn: string; antal: number }>> {
    const antal = await this.db.iKommune(hvem, (tx) => this.koder.antal(tx, tx.forretningsdato));
    return { poster: (Object.keys(KODELISTER) as Kodelistenavn[]).map((liste) => ({ liste, navn: KODELISTER[liste].navn, antal: antal[liste] })), naeste: null };
  }

  private ny<L extends Kodelistenavn>(hvem: Hvem, liste: L, art: 'OPRET' | 'VERSION', v: AendringDto & Kodenoegle & { gyldigTil?: string }, vaerdier: Kodevaerdier[L]): Promise<Udad<Kodekvittering>> {
    const fra = laesDato('gyldigFra', v.gyldigFra);
    const til = v.gyldigTil === undefined ? undefined : laesDato('gyldigTil', v.gyldigTil);
    return this.db.iKommune(hvem, async (tx) => tilSvar(await this.koder.ret(tx, liste, { art, noegle: noegle(v), vaerdier, fra, til }, v.bekraeft === true)));
  }
}

const noegle = ({ kode, kravstype }: Kodenoegle): Kodenoegle => (kravstype === undefined ? { kode } : { kode, kravstype });
