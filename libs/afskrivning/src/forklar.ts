import { beloebTekst, kr, neg, visBeloeb, visDato, type Lokaldato } from '#app/kernel';
import { IkkeFundet, type Tx } from '#app/platform';
import type { Opsaetning, OpsaetningService } from '#app/krav';
import type { Afskrivningsaarsag } from './afskrivning.rules.js';

/** One write-off (`beloeb` > 0) or reversal (< 0) of one claim; kroner as text. `tekst` is Danish. */
export interface Afskrivningsforklaring {
  readonly bilagId: string; readonly kravId: string; readonly aarsag: Afskrivningsaarsag; readonly dato: Lokaldato; readonly virkningsdato: Lokaldato; readonly beloeb: string;
  /** The write-off that a reversal takes back. */
  readonly tilbagefoererBilagId: string | null;
  readonly grundlag: { readonly bagatelGraense: string; readonly bagatelDage: number; readonly hjemmel: string } | null;
  readonly tekst: string;
}

interface Raekke { bilagId: string; kravId: string; aarsag: Afskrivningsaarsag; dato: Lokaldato; virkningsdato: Lokaldato; beloeb: string; tilbagefoererBilagId: string | null }
const HJEMMEL = 'kommunens kasse- og regnskabsregulativ, styrelsesloven § 42, stk. 6';

/** @throws IkkeFundet */
export async function forklarAfskrivninger(tx: Tx, opsaetning: OpsaetningService, kravId: string): Promise<Afskrivningsforklaring[]> {
  const [krav] = await tx.sql<{ id: string }>(`select id from kravsbilag where id = $1`, [kravId]);
  if (krav === undefined) throw new IkkeFundet('Krav', kravId);
  const raekker = await tx.sql<Raekke>(
    `select a.bilag_id as "bilagId", a.krav_id as "kravId", a.aarsag, a.dato, b.virkningsdato, a.beloeb, b.modbilag_id as "tilbagefoererBilagId"
     from kravsbilag k join afskrivning a on a.krav_id = k.id join bilag b on b.id = a.bilag_id where k.id = $1 or k.hovedkrav_id = $1 order by a.dato, a.bilag_id, a.krav_id`, [kravId]);
  const regler = new Map<Lokaldato, Opsaetning>();
  for (const d of new Set(raekker.map((r) => r.virkningsdato))) regler.set(d, await opsaetning.hent(tx, d));
  return raekker.map((r) => forklaring(r, regler.get(r.virkningsdato)!));
}

function forklaring(r: Raekke, o: Opsaetning): Afskrivningsforklaring {
  const grundlag = r.aarsag === 'BAGATEL' ? { bagatelGraense: beloebTekst(o.bagatelGraense), bagatelDage: o.bagatelDage, hjemmel: HJEMMEL } : null;
  const beloeb = kr(r.beloeb);
  if (r.tilbagefoererBilagId !== null) {
    return { ...r, grundlag, tekst: `${visBeloeb(neg(beloeb))} kr. af afskrivningen med virkning fra ${visDato(r.virkningsdato)} er taget tilbage ${visDato(r.dato)}, fordi beløbet ikke manglede alligevel: en betaling med tidligere dato dækkede det, eller kravet er sat ned.` };
  }
  const hvorfor = grundlag === null ? '' : ` Kravet var betalt på nær en rest på højst ${visBeloeb(o.bagatelGraense)} kr. i alt med renter og gebyrer, og der var gået mindst ${o.bagatelDage} dage siden sidste rettidige betalingsdato og sidste betaling (${HJEMMEL}). Afskrivningen er ikke en eftergivelse.`;
  return { ...r, grundlag, tekst: `${visBeloeb(beloeb)} kr. er afskrevet ${visDato(r.dato)} (${r.aarsag}).${hvorfor}` };
}
