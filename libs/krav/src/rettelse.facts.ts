import type { Lokaldato } from '#app/kernel';
import type { Tx } from '#app/platform';
import { RETTEFELTER, type Rettefelt } from './rettelse.rules.js';

type Datafelt = Rettefelt | 'foraeldelsesdato';
const DATAFELTER: readonly Datafelt[] = [...RETTEFELTER, 'foraeldelsesdato'];

/** One field of a change: as it stood, and as it stood after. */
export interface Feltrettelse { readonly felt: Datafelt | 'tekst'; /** Of a text: the line's number. */ readonly linje: number | null; readonly foer: string | null; readonly efter: string | null }
/** FAKTURERING: the bill moved the dates; RETTELSE: a person corrected the claim and said why. */
export interface Kravrettelsesvisning { readonly art: 'FAKTURERING' | 'RETTELSE'; readonly aarsag: string | null; readonly felter: readonly Feltrettelse[]; readonly bruger: string; readonly registreret: Date }

interface Rettelsesraekke { id: string; aarsag: string; foer: Partial<Record<Datafelt, string | null>>; efter: Partial<Record<Datafelt, string | null>>; bruger: string; registreret: Date }
interface Linjeraekke { rettelseId: string; nr: number; foer: Buffer | null; efter: Buffer }
interface Fristraekke { forfaldFoer: Lokaldato; forfald: Lokaldato; srbFoer: Lokaldato; srb: Lokaldato; bruger: string; registreret: Date }

/** Every change of a claim, newest first. */
export async function hentRettelser(tx: Tx, kravId: string): Promise<Kravrettelsesvisning[]> {
  const linjer = await tx.sql<Linjeraekke>(LINJER, [kravId]);
  const rettelser = (await tx.sql<Rettelsesraekke>(RETTELSER, [kravId])).map((r) => vis(tx, r, linjer.filter((l) => l.rettelseId === r.id)));
  const frister = (await tx.sql<Fristraekke>(FRISTER, [kravId])).map((f): Kravrettelsesvisning => ({
    art: 'FAKTURERING', aarsag: null, bruger: f.bruger, registreret: f.registreret,
    felter: [{ felt: 'forfaldsdato' as const, linje: null, foer: f.forfaldFoer, efter: f.forfald }, { felt: 'srb' as const, linje: null, foer: f.srbFoer, efter: f.srb }].filter((x) => x.foer !== x.efter),
  }));
  return [...rettelser, ...frister].sort((a, b) => b.registreret.getTime() - a.registreret.getTime());
}

function vis(tx: Tx, r: Rettelsesraekke, linjer: readonly Linjeraekke[]): Kravrettelsesvisning {
  const felter = DATAFELTER.filter((f) => f in r.efter).map((felt): Feltrettelse => ({ felt, linje: null, foer: r.foer[felt] ?? null, efter: r.efter[felt] ?? null }));
  const tekster = linjer.map((l): Feltrettelse => ({ felt: 'tekst', linje: l.nr, foer: tx.noegler.klartekst(l.foer), efter: tx.noegler.dekrypterTekst(l.efter) }));
  return { art: 'RETTELSE', aarsag: r.aarsag, felter: [...felter, ...tekster], bruger: r.bruger, registreret: r.registreret };
}

const RETTELSER = `select id, aarsag, foer, efter, bruger, registreret from kravrettelse where krav_id = $1 order by registreret desc, id desc`;
const LINJER = `select l.kravrettelse_id as "rettelseId", k.nr, l.tekst_foer as foer, l.tekst as efter from kravlinjerettelse l join kravrettelse r on r.id = l.kravrettelse_id join kravlinje k on k.id = l.kravlinje_id
  where r.krav_id = $1 order by k.nr`;
const FRISTER = `select forfaldsdato_foer as "forfaldFoer", forfaldsdato as forfald, srb_foer as "srbFoer", srb, bruger, registreret from kravfrist where krav_id = $1 and aarsag = 'FAKTURERING' order by nr desc`;
