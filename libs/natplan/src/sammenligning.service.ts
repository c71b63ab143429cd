import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { IkkeFundet, type Tx } from '#app/platform';
import { OpsaetningService } from '#app/krav';
import { Natplan } from './natplan.js';
import { naetterFoer, nattal } from './sammenligning.facts.js';
import { advarsler, sammenlignTal, type Sammenligningslinje } from './sammenligning.rules.js';

/** A night against last night and against the usual one. */
export interface Sammenligning {
  readonly koerselId: string; readonly dato: Lokaldato;
  /** The night before; null: this is the first. */
  readonly forrige: Lokaldato | null;
  /** Earlier nights that the usual is taken from, at most 30. */
  readonly naetter: number;
  readonly linjer: readonly Sammenligningslinje[];
  /** What stands out, in Danish. */
  readonly advarsler: readonly string[];
}

@Injectable()
export class SammenligningService {
  constructor(private readonly opsaetning: OpsaetningService, private readonly plan: Natplan) {}

  /** The finished steps of a night, figure by figure. @throws IkkeFundet */
  async hent(tx: Tx, natId: string): Promise<Sammenligning> {
    const [k] = await tx.sql<{ dato: Lokaldato }>(`select forretningsdato as dato from koersel where id = $1 and art = 'NAT'`, [natId]);
    if (k === undefined) throw new IkkeFundet('Nat', natId);
    const o = await this.opsaetning.hent(tx, k.dato);
    const { forrige, antal } = await naetterFoer(tx, k.dato);
    const linjer = sammenlignTal(await nattal(tx, natId, k.dato), { procent: o.natAfvigelseProcent, antal: o.natAfvigelseAntal, kroner: o.natAfvigelseKroner });
    return { koerselId: natId, dato: k.dato, forrige, naetter: antal, linjer, advarsler: advarsler(linjer, new Map(this.plan.trin.map((t) => [t.kode, t.navn]))) };
  }
}
