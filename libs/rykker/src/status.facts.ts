import { gaelder, type Tx } from '#app/platform';
import { spaerrerPaaKrav } from '#app/krav';
import { VENTEGRUNDE, type Ventegrund } from './typer.js';

/** RYKKES: nothing holds the claim. */
export const STATUSGRUNDE = ['RYKKES', ...VENTEGRUNDE.filter((g) => g !== 'BETALT' && g !== 'IKKE_FORFALDEN')] as const;
export type Statusgrund = 'RYKKES' | Ventegrund;

/**
 * What every claim with the reason has, and few others: so a rare reason is found without looking at the whole book. The rules decide; this only passes by
 * what cannot have it. FRIST_LOEBER and RYKKES always have a date in their watch.
 */
const KAN_HAVE: Partial<Record<Statusgrund, string>> = {
  RYKKES: `exists (select 1 from vagt v where v.forretningspartner_id = a.forretningspartner_id and v.krav_id = k.id and v.trin = 'rykker' and v.tidligst < 'infinity')`,
  FRIST_LOEBER: `exists (select 1 from vagt v where v.forretningspartner_id = a.forretningspartner_id and v.krav_id = k.id and v.trin = 'rykker' and v.tidligst < 'infinity')`,
  IKKE_FAKTURERET: `k.faktureret = 'infinity'`,
  ALLEREDE_RYKKET: `exists (select 1 from rykkerpost p where p.krav_id = k.id and p.annullering_id is null)`,
  FORAELDET: `coalesce((select f.sidste from foraeldelse f where f.krav_id = k.id), k.foraeldelsesdato) < $1`,
  DOEDSFALD: `exists (select 1 from forretningspartner_version v where v.forretningspartner_id = a.forretningspartner_id and v.cpr_status = '90' and ${gaelder('v', '$1')})`,
  VIRKSOMHED_OPHOERT: `exists (select 1 from forretningspartner_version v where v.forretningspartner_id = a.forretningspartner_id and v.ophoert <= $1 and ${gaelder('v', '$1')})`,
  UPLACERET_INDBETALING: `(exists (select 1 from aaben_post o where o.forretningspartner_id = a.forretningspartner_id and o.krav_id is null and o.rest <> 0)
    or exists (select 1 from indbetaling i where i.betalings_id = k.betalings_id and i.afklaringsaarsag is not null))`,
  UDTAGET: `exists (select 1 from rykkerforslag f where f.krav_id = k.id and f.udtaget_aarsag is not null)`,
  VENTER_GODKENDELSE: `exists (select 1 from rykkerforslag f join rykkerkoersel r on r.id = f.rykkerkoersel_id and r.status = 'FORSLAG' where f.krav_id = k.id)`,
  UNDER_MINDSTEBELOEB: `(select sum(o.rest) from kravsbilag f join aaben_post o on o.krav_id = f.id where f.id = k.id or f.hovedkrav_id = k.id) < (select max(r.mindstebeloeb) from rykkerprocedure r)`,
};
const SPAERRET = `exists (select 1 from (${spaerrerPaaKrav('RYKKER', 'k', 'a.forretningspartner_id')}) s where s.fra <= $1 and s.til > $1)`;
const HENSTAND = `exists (select 1 from kravfrist f where f.krav_id = k.id and f.aarsag = 'RETTELSE' and f.srb_foer < $1)`;
for (const g of ['INDSIGELSE', 'AFDRAGSORDNING', 'SPAERRET'] as const) KAN_HAVE[g] = SPAERRET;
KAN_HAVE.HENSTAND = `(${SPAERRET} or ${HENSTAND})`;

/** Hovedkrav whose SRB (or the one before a henstand) has passed and whose family owes something, in id order. */
export function hentKandidater(tx: Tx, f: { readonly grund?: Statusgrund | undefined; readonly kravstype?: string | undefined }, efter: string, antal: number): Promise<{ kravId: string; forretningspartnerId: string }[]> {
  const kan = f.grund === undefined ? undefined : KAN_HAVE[f.grund];
  return tx.sql(
    `select k.id as "kravId", a.forretningspartner_id as "forretningspartnerId" from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id
     where k.art = 'HOVEDKRAV' and k.id > $2 and (k.srb < $1::date or (k.srb >= $1 and ${HENSTAND})) and ($4::text is null or k.kravstype = $4)
       and (exists (select 1 from aaben_post o where o.krav_id = k.id and o.rest <> 0) or exists (select 1 from kravsbilag u join aaben_post o on o.krav_id = u.id where u.hovedkrav_id = k.id and o.rest <> 0))
       ${kan === undefined ? '' : `and ${kan}`} order by k.id limit $3`, [tx.forretningsdato, efter, antal, f.kravstype ?? null]);
}
