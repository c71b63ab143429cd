import { grupper, type Lokaldato } from '#app/kernel';
import { gjaldt, type Tx } from '#app/platform';
import type { Kravstype, Spaerre } from '#app/krav';
import { bankfilMangler, hentMaksima, HAR_BILAG, procedureAf, PROCEDUREKOLONNER, rykkerkrav, udenKrav, type Historikraekke, type Kravraekke, type Procedureraekke } from './rykker.facts.js';
import type { Debitorfakta, Rykkergrundlag } from './typer.js';

/** A debtor's facts on a day that is gone, as they were known at the instant `kendt`: what the rules would have seen. For one debtor at the desk. */
export async function hentFortid(tx: Tx, partnerId: string, dag: Lokaldato, kendt: Date): Promise<{ debitor: Debitorfakta; grundlag: Rykkergrundlag }> {
  const raekker = await tx.sql<Kravraekke>(KRAV, [partnerId, dag, kendt]);
  const ider = raekker.map((r) => r.kravId);
  const typer = await tx.sql<Kravstype>(`select kode, navn, regime, udpantningsret, civilretlig, rykkerprocedure, gyldig_fra as "gyldigFra", gyldig_til as "gyldigTil" from kravstype where kendt_fra <= $1::timestamptz and kendt_til > $1::timestamptz`, [kendt]);
  const breve = grupper(await tx.sql<Historikraekke>(BREVE, [ider, dag, kendt]), (b) => b.kravId);
  const spaerrer = grupper(await tx.sql<Spaerre & { kravId: string }>(SPAERRER, [ider, kendt, partnerId]), (s) => s.kravId);
  const [p] = await tx.sql<Omit<Debitorfakta, 'krav'>>(PARTNER, [partnerId, dag, kendt]);
  const type = (r: Kravraekke): Kravstype | undefined => typer.find((t) => t.kode === r.kravstype && t.gyldigFra <= r.stiftelsesdato && t.gyldigTil > r.stiftelsesdato);
  const procedurer = await tx.sql<Procedureraekke>(`select ${PROCEDUREKOLONNER} from rykkerprocedure o where o.gyldig_til > $1 and o.kendt_fra <= $2::timestamptz and o.kendt_til > $2::timestamptz`, [dag, kendt]);
  return {
    debitor: { ...p!, krav: raekker.map((r) => rykkerkrav(r, type(r), breve.get(r.kravId) ?? [], new Map(), (spaerrer.get(r.kravId) ?? []).map(udenKrav))) },
    grundlag: { dato: dag, procedurer: procedurer.map(procedureAf), ...(await hentMaksima(tx)), gebyrFordeling: 'PR_BREV', bankfilMangler: await bankfilMangler(tx.som({ forretningsdato: dag }), kendt) },
  };
}

/** SQL: a date of claim `k` before its first change after $3. */
const FRIST = (felt: 'srb' | 'forfaldsdato'): string => `coalesce((select f.${felt}_foer from kravfrist f where f.krav_id = k.id and f.registreret >= $3::timestamptz order by f.nr limit 1), k.${felt})`;
const REST = (art: string): string => `coalesce((select sum(q.beloeb) from kravsbilag u join postering q on q.krav_id = u.id and q.konto = 'DEBITOR' join bilag b on b.id = q.bilag_id and b.registreret < $3::timestamptz
    where u.art = '${art}' and (u.id = k.id or u.hovedkrav_id = k.id)), 0)::numeric(15,2)`;
const KRAV = `select k.id as "kravId", a.forretningspartner_id as "forretningspartnerId", k.aftalekonto_id as "aftalekontoId", a.type as aftalekontotype, k.aftaleindhold_id as "aftaleindholdId", k.kravstype, k.fagsystem, k.stiftelsesdato,
    ${FRIST('forfaldsdato')} as forfaldsdato, ${FRIST('srb')} as srb, k.periode_fra as "periodeFra", k.periode_til as "periodeTil", k.betalings_id as "betalingsId", (k.faktureret > $2) is true as ufaktureret, 'infinity'::date as "renterTidligst",
    (select f.srb_foer from kravfrist f where f.krav_id = k.id and f.aarsag = 'RETTELSE' and f.srb > f.srb_foer and f.registreret < $3::timestamptz order by f.nr desc limit 1) as "srbFoer",
    coalesce((select m.fra - 1 from foraeldelsesmarkering m where m.krav_id = k.id and m.fra is not null and m.registreret < $3::timestamptz
      and not exists (select 1 from foraeldelsesmarkering n where n.afloeser_id = m.id and n.registreret < $3::timestamptz) order by m.id desc limit 1), 'infinity'::date) as "sidsteGyldige",
    (k.betalings_id is not null and exists (select 1 from indbetaling i where i.betalings_id = k.betalings_id and i.afklaringsaarsag is not null and i.beloeb > 0 and i.registreret < $3::timestamptz
      and not exists (select 1 from indbetaling_placering x where x.indbetaling_id = i.id and x.registreret < $3::timestamptz))) as "iAfklaring",
    k.hovedstol, ${REST('HOVEDKRAV')} as hovedrest, ${REST('RENTE')} as renter, ${REST('GEBYR')} as gebyrer
  from aftalekonto a join kravsbilag k on k.aftalekonto_id = a.id and k.art = 'HOVEDKRAV' and k.registreret < $3::timestamptz where a.forretningspartner_id = $1 order by k.id`;

const BREVE = `select p.krav_id as "kravId", p.trin, b.dato, b.frist, ${HAR_BILAG('gebyr')} as gebyr, ${HAR_BILAG('kompensation')} as kompensation
  from rykkerpost p join rykkerbrev b on b.id = p.rykkerbrev_id left join rykkerannullering a on a.id = p.annullering_id
  where p.krav_id = any($1::bigint[]) and b.dato < $2 and b.registreret < $3::timestamptz and (a.id is null or a.registreret >= $3::timestamptz) order by p.krav_id, p.trin`;

// A spærre's end as it was before the first change since; the rest of it is never changed.
const SPAERRER = `select k.id as "kravId", s.id, s.niveau, s.objekt_id as "objektId", s.art, s.aarsag, s.fra,
    coalesce((select (v.foer ->> 'til')::date from revision v where v.tabel = 'spaerre' and v.noegle = s.id::text and v.handling = 'UPDATE' and v.registreret >= $2::timestamptz order by v.id limit 1), s.til) as til, s.oprettet_af as "oprettetAf"
  from kravsbilag k join spaerre s on s.art = 'RYKKER' and s.registreret < $2::timestamptz and ((s.niveau = 'KRAV' and s.objekt_id = k.id) or (s.niveau = 'AFTALEINDHOLD' and s.objekt_id = k.aftaleindhold_id)
    or (s.niveau = 'AFTALEKONTO' and s.objekt_id = k.aftalekonto_id) or (s.niveau = 'FORRETNINGSPARTNER' and s.objekt_id = $3)) where k.id = any($1::bigint[]) order by s.id`;

const PARTNER = `select p.id as "forretningspartnerId", v.cpr_status as "cprStatus", p.type = 'VIRKSOMHED' as virksomhed, v.ophoert,
    exists (select 1 from aftalekonto a where a.forretningspartner_id = p.id and (select sum(q.beloeb) from postering q join bilag b on b.id = q.bilag_id and b.registreret < $3::timestamptz where q.aftalekonto_id = a.id and q.krav_id is null and q.konto = 'UPLACERET') < 0) as uplaceret
  from forretningspartner p left join forretningspartner_version v on v.forretningspartner_id = p.id and ${gjaldt('v', '$2', '$3::timestamptz')} where p.id = $1`;
