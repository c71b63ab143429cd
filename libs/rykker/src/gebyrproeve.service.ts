import { Injectable } from '@nestjs/common';
import { dageMellem, grupper, kr, plusBankdage, type Beloeb, type Lokaldato } from '#app/kernel';
import { gaelder, type Tx } from '#app/platform';
import { OPKRAEVET } from '#app/bogholderi';
import { spaerrerPaaKrav } from '#app/krav';
import { PROCEDURETRIN } from './rykker.facts.js';
import { gebyrbortfald, type Bortfaldsgrund, type Brevkrav } from './gebyrproeve.rules.js';

/** A fee that is charged, and whether its letter would have charged it with what is known now. */
export interface Gebyrproeve {
  readonly gebyrkravId: string; readonly hovedkravId: string; readonly forretningspartnerId: string;
  readonly brevId: string; readonly trin: number;
  /** The letter's day. */
  readonly dato: Lokaldato;
  /** kroner > 0, as charged */
  readonly beloeb: Beloeb;
  /** Why it would not; null = it would. */
  readonly bortfald: Bortfaldsgrund | null;
}

interface Gebyrraekke { gebyrkravId: string; hovedkravId: string; forretningspartnerId: string; brevId: string; trin: number; dato: Lokaldato; beloeb: string; eget: boolean }
interface Brevraekke { brevId: string; kravId: string; srb: Lokaldato; dageEfterSrb: number; regnesFra: string; dagtype: string; mindstebeloeb: string; spaerret: boolean; doed: boolean; rest: string; gebyr: boolean }

/** The fees of letters that were sent, held against what is known now. Letters stay sent (design D7); a fee is taken back by regulering. */
@Injectable()
export class GebyrproeveService {
  /** Every fee these debtors are charged, oldest first. Two statements; nothing is locked or written. */
  async proev(tx: Tx, partnere: readonly string[]): Promise<Gebyrproeve[]> {
    const gebyrer = await tx.sql<Gebyrraekke>(GEBYRER, [partnere]);
    if (gebyrer.length === 0) return [];
    const breve = grupper(await tx.sql<Brevraekke>(BREVKRAV, [[...new Set(gebyrer.map((g) => g.brevId))]]), (b) => b.brevId);
    return gebyrer.map((g): Gebyrproeve => {
      const krav = breve.get(g.brevId) ?? [];
      const bortfald = gebyrbortfald({ dato: g.dato, krav: krav.map(brevkrav), gebyrpaa: krav.filter((k) => k.gebyr).map((k) => k.kravId) }, g.hovedkravId, g.eget) ?? null;
      const { eget: _, ...gebyr } = g;
      return { ...gebyr, beloeb: kr(g.beloeb), bortfald };
    });
  }
}

const brevkrav = (r: Brevraekke): Brevkrav => ({ kravId: r.kravId, srb: r.srb, dageEfterSrb: dageEfterSrb(r), mindstebeloeb: kr(r.mindstebeloeb), spaerret: r.spaerret, doed: r.doed, rest: kr(r.rest) });

/** Calendar days after SRB that the trin waited; a trin counted from the letter before waits for SRB itself. */
function dageEfterSrb(r: Brevraekke): number {
  if (r.regnesFra !== 'SRB') return 1;
  return r.dagtype === 'BANKDAGE' ? dageMellem(r.srb, plusBankdage(r.srb, r.dageEfterSrb)) : r.dageEfterSrb;
}

// The letter is found by its fee's bilag (noegle gebyr:<brev>:<hovedkrav>); what is left of the charge after regulations is the fee.
const GEBYRER = `select g.id as "gebyrkravId", g.hovedkrav_id as "hovedkravId", a.forretningspartner_id as "forretningspartnerId", r.id as "brevId", p.trin, r.dato, o.beloeb, n.art = 'kompensation:' as eget
  from aftalekonto a join kravsbilag g on g.aftalekonto_id = a.id and g.art = 'GEBYR' join rykkerpost p on p.krav_id = g.hovedkrav_id join rykkerbrev r on r.id = p.rykkerbrev_id
    cross join (values ('gebyr:'), ('kompensation:')) n (art) join bilag b on b.noegle = n.art || r.id || ':' || p.krav_id cross join lateral (select ${OPKRAEVET('g.id')} as beloeb) o
  where a.forretningspartner_id = any($1::bigint[]) and exists (select 1 from postering q where q.bilag_id = b.id and q.krav_id = g.id) and o.beloeb > 0 order by r.dato, g.id`;

// What was owed on the letter's day, by virkningsdato and as known now; a fee charged on that day is the letter's own.
const BREVKRAV = `select p.rykkerbrev_id as "brevId", k.id as "kravId", k.srb, coalesce(o.dage_efter_srb, 1) as "dageEfterSrb", coalesce(o.regnes_fra, 'SRB') as "regnesFra", coalesce(o.dagtype, 'KALENDER') as dagtype, coalesce(o.mindstebeloeb, 0)::numeric(15,2) as mindstebeloeb,
    exists (select 1 from (${spaerrerPaaKrav('RYKKER', 'k', 'a.forretningspartner_id')}) s where s.fra <= r.dato and s.til > r.dato) as spaerret,
    exists (select 1 from forretningspartner_version v where v.forretningspartner_id = a.forretningspartner_id and v.cpr_status = '90' and ${gaelder('v', 'r.dato')}) as doed,
    coalesce((select sum(q.beloeb) from kravsbilag f join postering q on q.krav_id = f.id and q.konto = 'DEBITOR' and q.virkningsdato <= r.dato
      where (f.id = k.id or f.hovedkrav_id = k.id) and not (f.art = 'GEBYR' and f.stiftelsesdato = r.dato)), 0)::numeric(15,2) as rest,
    exists (select 1 from bilag b where b.noegle = 'gebyr:' || r.id || ':' || k.id) as gebyr
  from rykkerpost p join rykkerbrev r on r.id = p.rykkerbrev_id join kravsbilag k on k.id = p.krav_id join aftalekonto a on a.id = k.aftalekonto_id
    left join kravstype t on t.kode = k.kravstype and ${gaelder('t', 'k.stiftelsesdato')}
    left join lateral (${PROCEDURETRIN.replaceAll('h.aftalekonto_id', 'k.aftalekonto_id')}) o on true
  where p.rykkerbrev_id = any($1::bigint[]) and p.annullering_id is null order by p.rykkerbrev_id, k.id`;
