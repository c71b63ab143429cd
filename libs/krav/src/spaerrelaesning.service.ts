import { Injectable } from '@nestjs/common';
import { plusDage, type Lokaldato } from '#app/kernel';
import { EJES, IkkeFundet, NATTEN, type Tx } from '#app/platform';
import { OpsaetningService } from './opsaetning.js';
import { spaerrealder, type Spaerrealder } from './spaerre.rules.js';
import type { Spaerre, Spaerreart, Spaerreniveau } from './spaerre.service.js';

const TABEL: Record<Spaerreniveau, string> = {
  FORRETNINGSPARTNER: `select 1 from forretningspartner o where o.id = $1 and $2::text is null and $3::date is not null`,
  AFTALEKONTO: `select 1 from aftalekonto o where o.id = $1 and $2::text is null and $3::date is not null`,
  AFTALEINDHOLD: `select 1 from aftaleindhold o where o.id = $1 and ${EJES('$2', 'o.id', 'o.fagsystem', '$3::date')}`,
  KRAV: `select 1 from kravsbilag o left join kravsbilag h on h.id = o.hovedkrav_id where o.id = $1 and ${EJES('$2', 'o.aftaleindhold_id', 'coalesce(h.fagsystem, o.fagsystem)', '$3::date')}`,
};
const NAVN: Record<Spaerreniveau, string> = { FORRETNINGSPARTNER: 'Forretningspartner', AFTALEKONTO: 'Aftalekonto', AFTALEINDHOLD: 'Aftaleindhold', KRAV: 'Krav' };

/** A spærre as the desk sees it. `overlapper`: others of the same art that hold on the same object in some of the same days. */
export interface Spaerrevisning extends Spaerre, Spaerrealder { readonly ejer: string; readonly overlapper: readonly string[] }
type Raekke = Omit<Spaerrevisning, keyof Spaerrealder>;

/** Where a page begins: after this one, newest first. */
export interface Spaerresidst { readonly fra: Lokaldato; readonly id: string }

export interface Spaerrefilter {
  readonly niveau?: Spaerreniveau | undefined; readonly objektId?: string | undefined; readonly art?: Spaerreart | undefined; readonly ejer?: string | undefined;
  /** Words of the reason, whatever the case. */
  readonly aarsag?: string | undefined;
  /** Holds on that day. */
  readonly aktivPaa?: Lokaldato | undefined;
  /** Flagged: has no end, has held for the configured number of days, and a person answers for it. */
  readonly udenSlutdato?: boolean | undefined;
  /** Oldest first, as work is taken. */
  readonly aeldsteFoerst?: boolean | undefined;
  readonly efter?: Spaerresidst | undefined;
  readonly antal: number;
}

/** Spærrer read for the desk. A fagsystem reaches what stands on its own claims and aftaleindhold. */
@Injectable()
export class SpaerrelaesningService {
  constructor(private readonly opsaetning: OpsaetningService) {}

  /** One page, newest (or oldest) first, read with one more than asked for. Flags and ages are those of tx.forretningsdato. */
  async liste(tx: Tx, f: Spaerrefilter): Promise<Spaerrevisning[]> {
    const dage = (await this.opsaetning.hent(tx, tx.forretningsdato)).spaerreUdenSlutDage;
    const { hvor, vaerdier } = betingelser(tx, f, dage);
    const ned = f.aeldsteFoerst === true ? 'asc' : 'desc';
    const raekker = await tx.sql<Raekke>(`select ${KOLONNER} from spaerre s where ${hvor} order by s.fra ${ned}, s.id ${ned} limit ${vaerdier.push(f.antal + 1) && `$${vaerdier.length}`}`, vaerdier);
    return raekker.map((r) => ({ ...r, ...alder(r, tx.forretningsdato, dage) }));
  }

  /** @throws IkkeFundet, also when it stands on what is not the fagsystem's own */
  async hent(tx: Tx, id: string): Promise<Spaerrevisning> {
    const [r] = await tx.sql<Raekke>(`select ${KOLONNER} from spaerre s where s.id = $1`, [id]);
    if (r === undefined || !(await this.findes(tx, r.niveau, r.objektId))) throw new IkkeFundet('Spærre', id);
    return { ...r, ...alder(r, tx.forretningsdato, (await this.opsaetning.hent(tx, tx.forretningsdato)).spaerreUdenSlutDage) };
  }

  /** @throws IkkeFundet */
  async kraevObjekt(tx: Tx, niveau: Spaerreniveau, objektId: string): Promise<void> {
    if (!(await this.findes(tx, niveau, objektId))) throw new IkkeFundet(NAVN[niveau], objektId);
  }

  private async findes(tx: Tx, niveau: Spaerreniveau, objektId: string): Promise<boolean> {
    return (await tx.raekker(TABEL[niveau], [objektId, tx.fagsystem ?? null, tx.forretningsdato])).length > 0;
  }
}

const alder = (r: Raekke, dato: Lokaldato, dage: number): Spaerrealder => spaerrealder({ fra: r.fra, til: r.til, afReglerne: r.ejer === NATTEN }, dato, dage);

const KOLONNER = `s.id, s.niveau, s.objekt_id as "objektId", s.art, s.aarsag, s.fra, s.til, s.ejer, s.oprettet_af as "oprettetAf",
  array(select o.id::text from spaerre o where o.objekt_id = s.objekt_id and o.niveau = s.niveau and o.art = s.art and o.id <> s.id
    and o.fra < s.til and s.fra < o.til and o.til > o.fra and s.til > s.fra order by o.id) as overlapper`;

const EGNE = (fagsystem: string, dag: string): string =>
  `((s.niveau = 'AFTALEINDHOLD' and exists (select 1 from aftaleindhold i where i.id = s.objekt_id and ${EJES(fagsystem, 'i.id', 'i.fagsystem', dag)}))
    or (s.niveau = 'KRAV' and exists (select 1 from kravsbilag k left join kravsbilag h on h.id = k.hovedkrav_id where k.id = s.objekt_id and ${EJES(fagsystem, 'k.aftaleindhold_id', 'coalesce(h.fagsystem, k.fagsystem)', dag)})))`;

function betingelser(tx: Tx, f: Spaerrefilter, dage: number): { hvor: string; vaerdier: unknown[] } {
  const vaerdier: unknown[] = [];
  const dele: string[] = ['true'];
  const hvis = (v: unknown, sql: (plads: string) => string): void => { if (v !== undefined) dele.push(sql(`$${vaerdier.push(v)}`)); };
  hvis(tx.fagsystem, (p) => EGNE(p, `$${vaerdier.push(tx.forretningsdato)}::date`));
  hvis(f.niveau, (p) => `s.niveau = ${p}`);
  hvis(f.objektId, (p) => `s.objekt_id = ${p}`);
  hvis(f.art, (p) => `s.art = ${p}`);
  hvis(f.ejer, (p) => `s.ejer = ${p}`);
  hvis(f.aarsag, (p) => `position(lower(${p}) in lower(s.aarsag)) > 0`);
  hvis(f.aktivPaa, (p) => `s.fra <= ${p}::date and s.til > ${p}::date`);
  if (f.udenSlutdato === true) {
    hvis(plusDage(tx.forretningsdato, -dage), (p) => `s.til = 'infinity' and s.fra <= ${p}::date`);
    hvis(NATTEN, (p) => `s.ejer <> ${p}`);
  }
  if (f.efter !== undefined) dele.push(`(s.fra, s.id) ${f.aeldsteFoerst === true ? '>' : '<'} ($${vaerdier.push(f.efter.fra)}::date, $${vaerdier.push(f.efter.id)}::bigint)`);
  return { hvor: dele.join(' and '), vaerdier };
}
