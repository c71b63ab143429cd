import { Injectable } from '@nestjs/common';
import { EJES, type Tx } from '#app/platform';
import type { Identkode } from '#app/stamdata';
import { delAf, laesSoegning, type Soegning } from './soegning.rules.js';

/** Where the text was found. */
export type Fundsted = 'CPR' | 'ERSTATNINGSCPR' | 'CVR' | 'SE' | 'NAVN' | 'ADRESSE' | 'KUNDENUMMER' | 'BETALINGSID' | 'BILAGSNUMMER' | 'REFERENCE';

/** One hit: a partner, or one of his claims. Numbers of people are never shown; an address that is protected is neither searched nor shown. */
export interface Fund {
  readonly sted: Fundsted;
  readonly forretningspartnerId: string; readonly navn: string | null; readonly adresse: string | null; readonly adressebeskyttet: boolean;
  readonly kravId: string | null; readonly fagsystem: string | null; readonly reference: string | null;
}

interface Nummerart { readonly art: Identkode; readonly sted: Fundsted }
const PERSON: readonly Nummerart[] = [{ art: 'ZCPR', sted: 'CPR' }, { art: 'ZEPNR', sted: 'ERSTATNINGSCPR' }];
const VIRKSOMHED: readonly Nummerart[] = [{ art: 'ZCVR', sted: 'CVR' }, { art: 'SE', sted: 'SE' }];

/** One search box over debtors and claims. Each way of finding is an index; a fagsystem's token finds its own. */
@Injectable()
export class SoegningService {
  /** At most `antal` hits, numbers and references first, then names (Danish order) and addresses. Nothing is logged: what is opened is. */
  async soeg(tx: Tx, tekst: string, antal: number): Promise<Fund[]> {
    const s = laesSoegning(tekst);
    const fund = [...(await this.numre(tx, s)), ...(await this.krav(tx, s, antal)), ...(await this.navne(tx, s, antal))];
    const sete = new Set<string>();
    return fund.filter((f) => !sete.has(`${f.forretningspartnerId}:${f.kravId}`) && sete.add(`${f.forretningspartnerId}:${f.kravId}`)).slice(0, antal);
  }

  private async numre(tx: Tx, s: Soegning): Promise<Fund[]> {
    const arter = [...(s.personnummer === undefined ? [] : PERSON), ...(s.virksomhed === undefined ? [] : VIRKSOMHED)];
    const nummer = s.personnummer ?? s.virksomhed;
    if (nummer === undefined) return [];
    return tx.sql<Fund>(`select u.sted, ${PARTNERFELTER}, null as "kravId", null as fagsystem, null as reference
      from unnest($1::text[], $2::bytea[], $3::text[]) u (art, opslag, sted) join partner_ident i on i.art = u.art and i.opslag = u.opslag and i.kendt_til = 'infinity'
      join forretningspartner p on p.id = i.forretningspartner_id ${NUVAERENDE} where ${EGEN('$4', '$5::date')} order by u.sted, p.id`,
    [arter.map((a) => a.art), arter.map((a) => tx.noegler.opslag(a.art, nummer)), arter.map((a) => a.sted), tx.fagsystem ?? null, tx.forretningsdato]);
  }

  private async krav(tx: Tx, s: Soegning, antal: number): Promise<Fund[]> {
    return tx.sql<Fund>(`select f.sted, ${PARTNERFELTER}, f.krav as "kravId", k.fagsystem, k.fagsystem_reference as reference from (
        (select 'BETALINGSID' as sted, k.id as krav, null::bigint as partner from kravsbilag k where k.betalings_id = $1 limit $4)
        union all (select 'BILAGSNUMMER', p.krav_id, null from bilagsnummer n join postering p on p.bilag_id = n.bilag_id and p.nr = 1 and p.krav_id is not null where n.nummer = $2::text::bigint order by n.regnskabsaar desc limit $4)
        union all (select 'REFERENCE', k.id, null from kravsbilag k where k.fagsystem_reference = $3 limit $4)
        union all (select 'KUNDENUMMER', null, b.forretningspartner_id from bs_aftale b where b.kundenummer = $2::text and b.kendt_til = 'infinity' limit $4)) f
      left join kravsbilag k on k.id = f.krav left join kravsbilag h on h.id = k.hovedkrav_id left join aftalekonto a on a.id = k.aftalekonto_id
      join forretningspartner p on p.id = coalesce(f.partner, a.forretningspartner_id) ${NUVAERENDE} where ${EJES('$5', 'k.aftaleindhold_id', 'coalesce(h.fagsystem, k.fagsystem)', '$6::date')}`,
    [s.betalingsId ?? null, s.nummer ?? null, s.reference, antal, tx.fagsystem ?? null, tx.forretningsdato]);
  }

  /** Earlier names and addresses find as well; what is shown is the newest, and nothing of an address that is protected by now. */
  private async navne(tx: Tx, s: Soegning, antal: number): Promise<Fund[]> {
    if (s.tekst === undefined) return [];
    return tx.sql<Fund>(`select f.sted, ${PARTNERFELTER}, null as "kravId", null as fagsystem, null as reference from (
        (select 'NAVN' as sted, s.forretningspartner_id as partner from forretningspartner_version s where s.kendt_til = 'infinity' and soegeform(s.navn) like soegeform($1) limit $2 * 10)
        union
        (select 'ADRESSE', s.forretningspartner_id from forretningspartner_version s where s.kendt_til = 'infinity' and not s.adressebeskyttet and soegeform(${ADRESSE('s')}) like soegeform($1) limit $2 * 10)) f
      join forretningspartner p on p.id = f.partner ${NUVAERENDE}
      where ${EGEN('$3', '$4::date')} and not (f.sted = 'ADRESSE' and v.adressebeskyttet) order by f.sted desc, v.navn collate "da-x-icu", p.id limit $2`, [delAf(s.tekst), antal, tx.fagsystem ?? null, tx.forretningsdato]);
  }
}

const ADRESSE = (v: string): string => `${v}.vejnavn || ' ' || coalesce(${v}.husnummer, '') || ', ' || coalesce(${v}.postnummer, '')`;
const PARTNERFELTER = `p.id as "forretningspartnerId", v.navn, case when v.adressebeskyttet then null else ${ADRESSE('v')} end as adresse, coalesce(v.adressebeskyttet, false) as adressebeskyttet`;
const NUVAERENDE = `left join lateral (select * from forretningspartner_version v where v.forretningspartner_id = p.id and v.kendt_til = 'infinity' order by v.gyldig_fra desc limit 1) v on true`;
const EGEN = (fagsystem: string, dag: string): string => `(${fagsystem}::text is null or exists (
  select 1 from aftalekonto ea join aftaleindhold ei on ei.aftalekonto_id = ea.id where ea.forretningspartner_id = p.id and ${EJES(fagsystem, 'ei.id', 'ei.fagsystem', dag)}))`;
