import { kr, minus, neg, visBeloeb, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import { IkkeFundet, type Tx } from '#app/platform';

/** Why a payment came to cover a claim. */
export type Udligningsgrund = 'OEREMAERKET' | 'FORFALDEN_GAELD' | 'TILGODEHAVENDE';

/** One clearing of a claim: so much of a payment from a day on; net of its corrections. */
export interface Kravudligning {
  readonly indbetalingId: string;
  /** The payer's day. */
  readonly betalt: Lokaldato;
  /** The day the clearing applies from. */
  readonly dato: Lokaldato;
  /** kroner, the whole payment */
  readonly indbetalt: Beloeb;
  /** kroner of it that cover this claim */
  readonly beloeb: Beloeb;
  /** Every bilag it rests on; more than one when it was corrected. */
  readonly bilagIder: readonly string[];
  readonly grund: Udligningsgrund;
  /** Danish, for the caseworker and the citizen. */
  readonly tekst: string;
}

export interface Udligningsforklaring {
  readonly kravId: string;
  /** kroner charged (less reductions and write-offs), cleared, and left */
  readonly opkraevet: Beloeb;
  readonly udlignet: Beloeb;
  readonly rest: Beloeb;
  readonly udligninger: readonly Kravudligning[];
}

interface Kravraekke { opkraevet: string; udlignet: string; hovedkrav: string }
interface Raekke { indbetaling: string; betalt: Lokaldato; dato: Lokaldato; indbetalt: string; beloeb: string; bilag: string[]; oeremaerket: boolean }

const KRAV = `select coalesce(k.hovedkrav_id, k.id) as hovedkrav, coalesce(sum(p.beloeb) filter (where b.art <> 'UDLIGNING'), 0)::numeric(15,2) as opkraevet,
    coalesce(-sum(p.beloeb) filter (where b.art = 'UDLIGNING'), 0)::numeric(15,2) as udlignet
  from kravsbilag k left join postering p on p.krav_id = k.id and p.konto = 'DEBITOR' left join bilag b on b.id = p.bilag_id where k.id = $1 group by k.id`;
const UDLIGNINGER = `select i.id as indbetaling, i.virkningsdato as betalt, b.virkningsdato as dato, i.beloeb as indbetalt, -sum(p.beloeb) as beloeb,
    array_agg(distinct b.id::text) as bilag,
    case when pl.krav_id is null and i.faktureringsbilag_id is not null then exists (select 1 from faktureringsposition q where q.faktureringsbilag_id = i.faktureringsbilag_id and q.krav_id = $2)
      else coalesce(coalesce(pl.krav_id, i.krav_id) = $2, false) end as oeremaerket
  from postering p join bilag b on b.id = p.bilag_id and b.art = 'UDLIGNING' join indbetaling i on i.id = b.indbetaling_id left join indbetaling_placering pl on pl.indbetaling_id = i.id
  where p.krav_id = $1 and p.konto = 'DEBITOR' group by i.id, b.virkningsdato, pl.indbetaling_id, pl.krav_id having sum(p.beloeb) <> 0 order by b.virkningsdato, i.id`;

/** Reads the clearings of one claim from the books. @throws IkkeFundet */
export async function hentForklaring(tx: Tx, kravId: string): Promise<Udligningsforklaring> {
  const [k] = await tx.sql<Kravraekke>(KRAV, [kravId]);
  if (k === undefined) throw new IkkeFundet('Krav', kravId);
  const raekker = await tx.sql<Raekke>(UDLIGNINGER, [kravId, k.hovedkrav]);
  return {
    kravId, opkraevet: kr(k.opkraevet), udlignet: kr(k.udlignet), rest: minus(kr(k.opkraevet), kr(k.udlignet)),
    udligninger: raekker.map(forklar),
  };
}

/** Pure: one row of the books as data and Danish text. */
export function forklar(r: Raekke): Kravudligning {
  const beloeb = kr(r.beloeb);
  const grund: Udligningsgrund = r.oeremaerket ? 'OEREMAERKET' : r.dato > r.betalt ? 'TILGODEHAVENDE' : 'FORFALDEN_GAELD';
  const penge = `Af indbetalingen på ${visBeloeb(kr(r.indbetalt))} kr. den ${visDato(r.betalt)}`;
  return {
    indbetalingId: r.indbetaling, betalt: r.betalt, dato: r.dato, indbetalt: kr(r.indbetalt), beloeb, bilagIder: r.bilag, grund,
    tekst: beloeb.lt(0)
      ? `${penge} blev ${visBeloeb(neg(beloeb))} kr. givet fri den ${visDato(r.dato)}, fordi kravet blev nedsat.`
      : `${penge} dækker ${visBeloeb(beloeb)} kr. dette krav fra ${visDato(r.dato)}: ${GRUNDE[grund]}`,
  };
}

const GRUNDE: Readonly<Record<Udligningsgrund, string>> = {
  OEREMAERKET: 'betaleren angav regningens betalings-id. Gebyrer og renter på regningen dækkes i kommunens rækkefølge.',
  FORFALDEN_GAELD: 'det, der var tilovers efter den angivne regning, dækker forfalden gæld, den ældste sidste rettidige betalingsdato først.',
  TILGODEHAVENDE: 'pengene stod som tilgodehavende og blev brugt, da kravet kunne betales.',
};
