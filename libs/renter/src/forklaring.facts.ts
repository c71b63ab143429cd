import { paastaa, visDato, type Lokaldato } from '#app/kernel';
import type { Regime } from '#app/krav';
import { gjaldt, IkkeFundet, type Tx } from '#app/platform';
import type { Forklaringsdata, Grundlagspost, Ledforklaring, Renteforklaring } from './forklaring.js';
import { satsPaa } from './rentefakta.js';
import { hentSatser, type Satser } from './renter.facts.js';
import { RENTEREGLER, type Renteregel } from './renter.rules.js';

interface Beregning extends Omit<Forklaringsdata, 'bortfald' | 'hjemmel' | 'satsKilde' | 'haendelser' | 'led'> { readonly regime: Regime }

// The dates are those the interest was counted by: a later correction of the claim does not rewrite the reason.
const BEREGNINGER = `select r.bilag_id as "bilagId", r.hovedkrav_id as "hovedkravId", r.rentekrav_id as "rentekravId", coalesce(f.forfaldsdato_foer, h.forfaldsdato) as forfald, coalesce(f.srb_foer, h.srb) as srb,
    r.periode_fra as "periodeFra", r.periode_til as "periodeTil", r.postdato, b.bogfoeringsdato, b.registreret, r.regime, r.regelversion,
    r.grundlag, r.sats as "satsProcent", r.maal, r.foer, p.beloeb
  from renteberegning r join bilag b on b.id = r.bilag_id join kravsbilag h on h.id = r.hovedkrav_id
    left join lateral (select f.forfaldsdato_foer, f.srb_foer from kravfrist f where f.krav_id = h.id and f.registreret > b.registreret order by f.nr limit 1) f on true
    join postering p on p.bilag_id = r.bilag_id and p.konto = 'DEBITOR'
  where r.hovedkrav_id = $1 and ($2::bigint is null or r.rentekrav_id = $2)
  order by r.periode_fra, split_part(b.noegle, ':', 4)::int`;

// What was known when the interest was posted. Only a proevemiljoe's given times can be equal; then the older transaction came first.
const HAENDELSER = `select r.bilag_id as rente, b.id as "bilagId", b.art, b.virkningsdato as dato, sum(p.beloeb) as beloeb
  from renteberegning r join bilag i on i.id = r.bilag_id
    join postering p on p.krav_id = r.hovedkrav_id and p.konto = 'DEBITOR' and p.virkningsdato < r.postdato
    join bilag b on b.id = p.bilag_id and (b.registreret < i.registreret or (b.registreret = i.registreret and b.xid <= i.xid))
  where r.hovedkrav_id = $1 and ($2::bigint is null or r.rentekrav_id = $2)
  group by r.bilag_id, b.id, b.art, b.virkningsdato order by b.virkningsdato, b.id`;

const LED = `select l.bilag_id as rente, l.fra, l.til, l.dage, l.grundlag, trim_scale(l.sats)::text as "satsProcent", l.basis, v.art as dom, v.afgjort
  from renteberegning r join renteled l on l.bilag_id = r.bilag_id join bilag b on b.id = r.bilag_id
    left join rentevilkaar v on r.regime = 'DOM_FORLIG' and v.krav_id = r.hovedkrav_id and ${gjaldt('v', 'l.fra', 'b.registreret')}
  where r.hovedkrav_id = $1 and ($2::bigint is null or r.rentekrav_id = $2) order by l.bilag_id, l.nr`;

interface Ledraekke extends Ledforklaring { readonly rente: string; readonly dom: 'DOM' | 'FORLIG' | null; readonly afgjort: Lokaldato | null }

/** The derivation of every interest posting on a hovedkrav, or of one rentekrav's. @throws IkkeFundet */
export async function forklarRenter(tx: Tx, kravId: string): Promise<Renteforklaring[]> {
  const [krav] = await tx.sql<{ art: string; hovedkravId: string | null }>(`select art, hovedkrav_id as "hovedkravId" from kravsbilag where id = $1`, [kravId]);
  if (krav === undefined) throw new IkkeFundet('Krav', kravId);
  if (krav.art === 'GEBYR') return []; // a gebyr bears no interest
  const valg = [krav.hovedkravId ?? kravId, krav.art === 'RENTE' ? kravId : null];
  const beregninger = await tx.sql<Beregning>(BEREGNINGER, valg);
  const haendelser = await tx.sql<Grundlagspost & { rente: string }>(HAENDELSER, valg);
  const led = await tx.sql<Ledraekke>(LED, valg);
  const satser = await hentSatser(tx);
  return beregninger.map((b) => {
    const regel = RENTEREGLER[b.regime];
    paastaa(typeof regel !== 'string', 'RENTE_UDEN_REGEL'); // nothing is posted under a regime without a rule
    const egne = led.filter((l) => l.rente === b.bilagId);
    const d = data(b, haendelser, egne, kilde(b, regel, egne, satser), regel.hjemmel);
    return { ...d, tekst: regel.tekst(d) };
  });
}

/** Where the rates are from: each once. */
function kilde(b: Beregning, regel: Renteregel, led: readonly Ledraekke[], satser: Satser): string | undefined {
  if (regel.satsart !== undefined) return satsPaa(satser[regel.satsart] ?? [], b.postdato)?.kilde;
  const art = b.regime === 'OPKRAEVNINGSLOV' ? 'OPKRAEVNINGSLOV' : 'REFERENCE';
  const kilder = led.map((l) => (l.dom === null ? satsPaa(satser[art] ?? [], l.fra)?.kilde : `${l.dom === 'DOM' ? 'dom' : 'forlig'} af ${visDato(l.afgjort!)}`));
  const kendte = [...new Set(kilder.filter((k) => k !== undefined))];
  return kendte.length === 0 ? undefined : kendte.join('; ');
}

function data(b: Beregning, haendelser: readonly (Grundlagspost & { rente: string })[], led: readonly Ledraekke[], kilde: string | undefined, hjemmel: string): Forklaringsdata {
  const bortfald = b.regelversion.split('/')[1];
  return {
    ...b, bortfald, hjemmel, satsKilde: bortfald === undefined ? kilde : undefined,
    led: led.map(({ fra, til, dage, grundlag, satsProcent, basis }) => ({ fra, til, dage, grundlag, satsProcent, basis })),
    haendelser: haendelser.filter((h) => h.rente === b.bilagId).map(({ bilagId, art, dato, beloeb }) => ({ bilagId, art, dato, beloeb })),
  };
}
