import { beloebTekst, kr, neg, visBeloeb, visDato, type Lokaldato } from '#app/kernel';
import { IkkeFundet, type Tx } from '#app/platform';
import type { Opsaetning, OpsaetningService } from '#app/krav';
import { AARSAGSTEKST } from './tekst.js';
import type { Afskrivningsaarsag, Afskrivningsart } from './typer.js';

/** One write-off (`beloeb` > 0) or reversal (< 0) of one claim; kroner as text. `tekst` is Danish. */
export interface Afskrivningsforklaring {
  readonly bilagId: string; readonly kravId: string; readonly art: Afskrivningsart; readonly aarsag: Afskrivningsaarsag; readonly dato: Lokaldato; readonly virkningsdato: Lokaldato; readonly beloeb: string;
  /** The write-off that a reversal takes back. */
  readonly tilbagefoererBilagId: string | null;
  /** What people decided: by whom, and the proposal two of them agreed on. */
  readonly beslutning: { readonly id: string; readonly besluttetAf: string; readonly foreslaaetAf: string | null; readonly godkendelseId: string | null; readonly kursgevinst: boolean } | null;
  readonly grundlag: { readonly bagatelGraense: string; readonly bagatelDage: number; readonly hjemmel: string } | null;
  readonly tekst: string;
}

interface Raekke {
  bilagId: string; kravId: string; art: Afskrivningsart; aarsag: Afskrivningsaarsag; dato: Lokaldato; virkningsdato: Lokaldato; beloeb: string; tilbagefoererBilagId: string | null;
  beslutningId: string | null; besluttetAf: string | null; foreslaaetAf: string | null; godkendelseId: string | null; kursgevinst: boolean | null; foraeldet: Lokaldato | null; tilbage: Tilbagegrund | null;
}
/** Why a write-off was not right after all, as the books stood when it was taken back. */
type Tilbagegrund = 'OVERBETALT' | 'BETALING_TILBAGE' | 'MERE_TIL';
// Of a claim that was overpaid the rest was negative before the reversal; else a payment has gone since the write-off, or more has come to it.
const FOER = `(q.registreret, q.xid) < (b.registreret, b.xid)`;
const TILBAGEGRUND = `case when a.art <> 'TILBAGEFOERSEL' then null
    when (select sum(p.beloeb) from postering p join bilag q on q.id = p.bilag_id where p.krav_id = a.krav_id and p.konto = 'DEBITOR' and ${FOER}) < 0 then 'OVERBETALT'
    when exists (select 1 from bilag o join postering p on p.konto = 'DEBITOR' and p.beloeb > 0 join kravsbilag f on f.id = p.krav_id join bilag q on q.id = p.bilag_id
      where o.id = b.modbilag_id and f.id in (select x.id from kravsbilag x where coalesce(k.hovedkrav_id, k.id) in (x.id, x.hovedkrav_id)) and q.art in ('UDLIGNING', 'TILBAGEFOERSEL') and ${FOER} and (q.registreret, q.xid) > (o.registreret, o.xid)) then 'BETALING_TILBAGE'
    else 'MERE_TIL' end`;
const HJEMMEL = AARSAGSTEKST.BAGATEL.hjemmel;

/** @throws IkkeFundet */
export async function forklarAfskrivninger(tx: Tx, opsaetning: OpsaetningService, kravId: string): Promise<Afskrivningsforklaring[]> {
  const [krav] = await tx.sql<{ id: string }>(`select id from kravsbilag where id = $1`, [kravId]);
  if (krav === undefined) throw new IkkeFundet('Krav', kravId);
  const raekker = await tx.sql<Raekke>(
    `select a.bilag_id as "bilagId", a.krav_id as "kravId", a.art, a.aarsag, a.dato, b.virkningsdato, a.beloeb, b.modbilag_id as "tilbagefoererBilagId",
       d.id as "beslutningId", d.bruger as "besluttetAf", g.bruger as "foreslaaetAf", d.godkendelse_id as "godkendelseId", d.kursgevinst,
       (select m.fra from foraeldelsesmarkering m where m.krav_id = a.krav_id and m.fra is not null order by m.id desc limit 1) as foraeldet, ${TILBAGEGRUND} as tilbage
     from kravsbilag k join afskrivning a on a.krav_id = k.id join bilag b on b.id = a.bilag_id left join afskrivningsbeslutning d on d.id = a.beslutning_id left join godkendelse g on g.id = d.godkendelse_id
     where k.id = $1 or k.hovedkrav_id = $1 order by a.dato, a.bilag_id, a.krav_id`, [kravId]);
  const regler = new Map<Lokaldato, Opsaetning>();
  for (const d of new Set(raekker.map((r) => r.virkningsdato))) regler.set(d, await opsaetning.hent(tx, d));
  return raekker.map((r) => forklaring(r, regler.get(r.virkningsdato)!));
}

function forklaring({ beslutningId, besluttetAf, foreslaaetAf, godkendelseId, kursgevinst, foraeldet, tilbage, ...r }: Raekke, o: Opsaetning): Afskrivningsforklaring {
  const beslutning = beslutningId === null ? null : { id: beslutningId, besluttetAf: besluttetAf!, foreslaaetAf, godkendelseId, kursgevinst: kursgevinst! };
  const grundlag = r.aarsag === 'BAGATEL' ? { bagatelGraense: beloebTekst(o.bagatelGraense), bagatelDage: o.bagatelDage, hjemmel: HJEMMEL } : null;
  return { ...r, beslutning, grundlag, tekst: `${hvad(r, o, foraeldet, tilbage)}${hvem(beslutning)}` };
}

/** Who decided it. */
const hvem = (b: Afskrivningsforklaring['beslutning']): string => (b === null ? '' : b.foreslaaetAf === null ? ` Besluttet af ${b.besluttetAf}.` : ` Foreslået af ${b.foreslaaetAf} og godkendt af ${b.besluttetAf}.`);

type Hvad = Pick<Raekke, 'art' | 'aarsag' | 'dato' | 'virkningsdato' | 'beloeb'>;
function hvad(r: Hvad, o: Opsaetning, foraeldet: Lokaldato | null, tilbage: Tilbagegrund | null): string {
  const beloeb = kr(r.beloeb);
  const kroner = `${visBeloeb(beloeb.lt(0) ? neg(beloeb) : beloeb)} kr.`;
  switch (r.art) {
    case 'TILBAGEFOERSEL': return `${kroner} af afskrivningen med virkning fra ${visDato(r.virkningsdato)} er taget tilbage ${visDato(r.dato)}, fordi ${tilbageFordi(r.aarsag, tilbage)}.`;
    case 'GENAABNING': return `${kroner} af det afskrevne er genåbnet ${visDato(r.dato)} og skyldes igen fra ${visDato(r.virkningsdato)}. Forældelsesdatoen er den oprindelige.`;
    case 'GENINDGAAET': return beloeb.gt(0) ? `${kroner}, der var indgået på det afskrevne, er afskrevet igen ${visDato(r.dato)}, fordi betalingen er ført tilbage.`
      : `${kroner} er indgået ${visDato(r.virkningsdato)} på det afskrevne og dækker kravet for så meget${r.aarsag === 'FORAELDELSE' ? '. Resten er fortsat forældet og kræves ikke' : ''}.`;
    case 'AFSKRIVNING': return `${kroner} er afskrevet ${visDato(r.dato)} (${r.aarsag}).${fordi(r, o, foraeldet)}`;
  }
}

function tilbageFordi(aarsag: Afskrivningsaarsag, tilbage: Tilbagegrund | null): string {
  if (aarsag === 'FORAELDELSE' && tilbage !== 'OVERBETALT') return 'kravet viste sig ikke at være forældet';
  switch (aarsag === 'BAGATEL' ? tilbage : 'OVERBETALT') {
    case 'BETALING_TILBAGE': return 'en betaling på kravet er ført tilbage, så resten ikke længere er en bagatel';
    case 'MERE_TIL': return 'der er kommet mere til, så resten ikke længere er en bagatel';
    default: return 'beløbet ikke manglede alligevel: en betaling med tidligere dato dækkede det, eller kravet er sat ned';
  }
}

function fordi(r: Hvad, o: Opsaetning, foraeldet: Lokaldato | null): string {
  const t = AARSAGSTEKST[r.aarsag];
  if (r.aarsag === 'BAGATEL') return ` Kravet var betalt på nær en rest på højst ${visBeloeb(o.bagatelGraense)} kr. i alt med renter og gebyrer, og der var gået mindst ${o.bagatelDage} dage siden sidste rettidige betalingsdato og sidste betaling (${HJEMMEL}). ${t.betydning}`;
  const fra = r.aarsag === 'FORAELDELSE' && foraeldet !== null ? ` Det er forældet fra ${visDato(foraeldet)}.` : '';
  return ` Årsag: ${t.navn} (${t.hjemmel}). ${t.betydning}${fra}${r.virkningsdato === r.dato ? '' : ` Afskrivningen har virkning fra ${visDato(r.virkningsdato)}.`}`;
}
