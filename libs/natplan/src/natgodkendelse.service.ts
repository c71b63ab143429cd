import { Injectable } from '@nestjs/common';
import { ForretningsFejl, visDato, type Lokaldato } from '#app/kernel';
import { IkkeFundet, laegSammen, type Koerselstatus, type Tx } from '#app/platform';
import { GodkendelseService, type Godkendelsesart, type Godkendt } from '#app/godkendelse';
import { NatService } from './nat.service.js';
import { linjernesAftryk } from './proeve.facts.js';
import { PROEVE, proevedele, trinresultater } from './proeve.service.js';

/** What is approved: these nights, as this rehearsal showed them. `aftryk`: sha256 over its lines. */
export interface Natindhold { readonly proeve: string; readonly datoer: readonly Lokaldato[]; readonly forskelle: number; readonly fejl: number; readonly aftryk: string }

/** 409: it is not a rehearsal that has ended. */
export class ProeveIkkeFaerdig extends ForretningsFejl {
  readonly kode = 'PROEVE_IKKE_FAERDIG'; readonly status = 409; readonly titel = 'Prøven er ikke færdig';
  constructor(id: string) { super(`Kørsel ${id} er ikke en prøve, der er kørt til ende. Kun en færdig prøve kan godkendes.`); }
}
/** 409: the nights it is about have begun. */
export class ProeveOverhalet extends ForretningsFejl {
  readonly kode = 'PROEVE_OVERHALET'; readonly status = 409; readonly titel = 'Natten er begyndt';
  constructor(dato: Lokaldato) { super(`Natten ${visDato(dato)} er begyndt; en prøve af den kan ikke længere godkendes.`); }
}
/** 409: the lines of the rehearsal are not those that were proposed. */
export class ProeveAendret extends ForretningsFejl {
  readonly kode = 'PROEVE_AENDRET'; readonly status = 409; readonly titel = 'Prøvens rapport er en anden';
  constructor() { super('Prøvens rapport er ikke den, der blev foreslået. Prøv natten igen.'); }
}
/** 409: these nights are approved by this very rehearsal. */
export class ProeveErGodkendt extends ForretningsFejl {
  readonly kode = 'PROEVE_ER_GODKENDT'; readonly status = 409; readonly titel = 'Prøven er godkendt';
  constructor(id: string) { super(`Prøven, kørsel ${id}, er allerede godkendt; dens nætter kan begynde.`); }
}

const DAGE = 7;

/** A night that a second person approves by its rehearsal (design D7, D15). */
@Injectable()
export class NatgodkendelseService implements Godkendelsesart<Natindhold> {
  readonly art = 'NAT';
  readonly navn = 'Nat';
  readonly ret = 'nat:godkend';
  readonly dage = DAGE;
  constructor(private readonly godkendelser: GodkendelseService, private readonly nat: NatService) { godkendelser.registrer(this); }

  /** Proposes the nights of a rehearsal as it shows them. @returns the proposal's id @throws IkkeFundet, ProeveIkkeFaerdig, ProeveOverhalet, ProeveErGodkendt */
  async foreslaa(tx: Tx, proeveId: string, begrundelse: string): Promise<string> {
    const indhold = await this.indhold(tx, proeveId);
    await this.kraevKommende(tx, indhold);
    return this.godkendelser.foreslaa(tx, { art: this.art, objekt: `koersel:${proeveId}`, indhold, begrundelse });
  }

  /** The nights may begin: the worker takes up the one that waits. @throws ProeveOverhalet, ProeveErGodkendt, ProeveAendret */
  async udfoer(tx: Tx, indhold: Natindhold, g: Godkendt): Promise<void> {
    await this.kraevKommende(tx, indhold);
    if ((await this.indhold(tx, indhold.proeve)).aftryk !== indhold.aftryk) throw new ProeveAendret();
    await tx.skriv(`insert into natgodkendelse (dato, proeve_id, godkendelse_id, aftryk, foreslaaet_af, godkendt_af) select d, $2, $3, decode($4, 'hex'), $5, $6 from unnest($1::date[]) d`,
      [indhold.datoer, indhold.proeve, g.id, indhold.aftryk, g.foreslaaetAf, g.godkendtAf]);
  }

  async vis(tx: Tx, indhold: Natindhold): Promise<readonly string[]> {
    const dele = await proevedele(tx, indhold.proeve);
    const trin = Object.entries(trinresultater(dele)).flatMap(([kode, r]) => {
      const tekst = [...Object.entries(r.antal).map(([n, v]) => `${n} ${v}`), ...Object.entries(r.beloeb).map(([n, v]) => `${n} ${v} kr.`)].join(', ');
      return tekst === '' ? [] : [`${kode}: ${tekst}`];
    });
    const breve = Object.entries(laegSammen(dele.map((d) => ({ antal: d.beskeder, beloeb: {} }))).antal).map(([art, n]) => `${art} ${n}`);
    return [`Nætter: ${indhold.datoer.map(visDato).join(', ')}${indhold.datoer.length > 1 ? '; breve kun på den sidste' : ''}.`, `Prøven er kørsel ${indhold.proeve} med ${indhold.forskelle} forskelle${indhold.fejl > 0 ? ` og ${indhold.fejl} debitorer med fejl` : ''}.`, ...trin, `Meddelelser: ${breve.join(', ') || 'ingen'}.`];
  }

  private async indhold(tx: Tx, proeveId: string): Promise<Natindhold> {
    const [k] = await tx.sql<{ art: string; status: Koerselstatus; datoer: Lokaldato[]; forskelle: number; fejl: number }>(
      `select k.art, k.status, k.parametre -> 'datoer' as datoer, (select count(*)::int from proevelinje l where l.koersel_id = k.id) as forskelle, (select count(*)::int from koersel_fejl f where f.koersel_id = k.id) as fejl from koersel k where k.id = $1`, [proeveId]);
    if (k === undefined) throw new IkkeFundet('Kørsel', proeveId);
    if (k.art !== PROEVE || !['AFSLUTTET', 'AFSLUTTET_MED_FEJL'].includes(k.status)) throw new ProeveIkkeFaerdig(proeveId);
    return { proeve: proeveId, datoer: k.datoer, forskelle: k.forskelle, fejl: k.fejl, aftryk: await linjernesAftryk(tx, proeveId) };
  }

  private async kraevKommende(tx: Tx, { proeve, datoer }: Natindhold): Promise<void> {
    const seneste = await this.nat.senesteNat(tx);
    if (seneste !== undefined && datoer[0] !== undefined && datoer[0] <= seneste) throw new ProeveOverhalet(datoer[0]);
    if ((await tx.sql(`select 1 from natgodkendelse where proeve_id = $1 limit 1`, [proeve])).length > 0) throw new ProeveErGodkendt(proeve);
  }
}
