import { Injectable } from '@nestjs/common';
import { beloebTekst, ForretningsFejl, kr, naesteBankdag, plusDage, visBeloeb, visDato, type Lokaldato } from '#app/kernel';
import { indsaet, laasPartnere, NU, udgaaende, type Tx } from '#app/platform';
import { RykkerbeslutningService } from './beslutning.service.js';
import { HAEFTERE, hentPersoner } from './brev.facts.js';
import { slaaOp } from './forklar.js';
import { underretningsfejl } from './regler.rules.js';
import { MINDSTE_FRIST_DAGE } from './rykker.rules.js';
import type { Regelsvar } from './typer.js';

/** One who is liable for a claim, and when he was reminded of it. */
export interface Haefterunderretning {
  readonly forretningspartnerId: string;
  /** EJER: the account's forretningspartner. */
  readonly rolle: 'EJER' | 'HAEFTER'; readonly form: string | null; readonly doed: boolean;
  /** Bilag 2B's rykkerdato 1 and 2: the first two letters that reached him. */
  readonly rykkerdato1: Lokaldato | null; readonly rykkerdato2: Lokaldato | null;
  /** Day of the first letter that told him of inddrivelse (GIL § 2 stk. 4); null: none has. */
  readonly underrettet: Lokaldato | null;
  /** A letter has told the others, and not him: he must be told before the claim goes to inddrivelse (regler.md 3.1 no. 4). */
  readonly mangler: boolean;
  readonly breve: readonly { readonly brevId: string; readonly art: 'BREV' | 'KOPI' | 'EGET_BREV'; readonly dato: Lokaldato; readonly frist: Lokaldato; readonly underretning: boolean }[];
}

/** 409: everyone who is liable has been told, or nobody has been yet. */
export class IngenManglerUnderretning extends ForretningsFejl {
  readonly kode = 'INGEN_MANGLER_UNDERRETNING'; readonly status = 409; readonly titel = 'Ingen mangler underretning';
  constructor(kravId: string) { super(`Krav ${kravId}: alle levende hæftere er underrettet om inddrivelse, eller kravet er ikke nået til et brev med underretning.`); }
}

/** 409: a rule holds the claim's letters; the reason is the rule's own (VENTEGRUNDE). */
export class UnderretningHoldes extends ForretningsFejl {
  readonly kode = 'UNDERRETNING_HOLDES'; readonly status = 409; readonly titel = 'Kravets breve holdes tilbage';
  constructor(kravId: string, r: Regelsvar) { super(`Krav ${kravId} (${r.regel}): ${r.tekst}`); }
}

interface Raekke { forretningspartnerId: string; rolle: 'EJER' | 'HAEFTER'; form: string | null; doed: boolean; breve: Haefterunderretning['breve'] | null }

/** The underretning of GIL § 2 stk. 4, per hæfter of a claim. */
@Injectable()
export class UnderretningService {
  constructor(private readonly beslutninger: RykkerbeslutningService) {}

  /** Everyone liable today, the account's owner first. A rente or gebyr answers for its hovedkrav. @throws IkkeFundet */
  async paaKrav(tx: Tx, kravId: string): Promise<Haefterunderretning[]> {
    const { hovedkravId } = await slaaOp(tx, kravId);
    const r = await tx.sql<Raekke>(STATUS, [[hovedkravId], tx.forretningsdato, hovedkravId]);
    const naaet = r.some((x) => (x.breve ?? []).some((b) => b.underretning && b.art !== 'EGET_BREV')); // a letter of his own follows a letter that stands
    return r.map((x): Haefterunderretning => {
      const breve = x.breve ?? [];
      const underrettet = breve.find((b) => b.underretning)?.dato ?? null;
      return { ...x, breve, rykkerdato1: breve[0]?.dato ?? null, rykkerdato2: breve[1]?.dato ?? null, underrettet, mangler: naaet && underrettet === null };
    });
  }

  /** A letter of his own to each living one who has not been told; no fee, and only where a letter about the claim might be sent. @returns whom it went to @throws IkkeFundet, IngenManglerUnderretning, UnderretningHoldes */
  async send(tx: Tx, kravId: string): Promise<{ readonly frist: Lokaldato; readonly til: readonly string[] }> {
    const plads = await slaaOp(tx, kravId);
    await laasPartnere(tx, [plads.forretningspartnerId]);
    const mangler = (await this.paaKrav(tx, kravId)).filter((h) => h.mangler && !h.doed);
    if (mangler.length === 0) throw new IngenManglerUnderretning(kravId);
    const { fakta, grundlag } = await this.beslutninger.hent(tx, [plads.forretningspartnerId], 'SEND', [plads.hovedkravId]);
    const debitor = fakta.debitorer[0]!;
    const holdt = underretningsfejl(debitor.krav.find((k) => k.kravId === plads.hovedkravId)!, debitor, grundlag);
    if (holdt !== undefined) throw new UnderretningHoldes(kravId, holdt);
    const frist = naesteBankdag(plusDage(tx.forretningsdato, MINDSTE_FRIST_DAGE));
    const [krav] = await tx.sql<{ navn: string; srb: Lokaldato; rest: string; betalingsId: string | null }>(KRAV, [plads.hovedkravId]);
    const personer = await hentPersoner(tx, mangler.map((h) => h.forretningspartnerId));
    const ids = await tx.ids(mangler.length);
    await tx.skrivSamlet([
      indsaet('rykkermodtager', mangler, { brev_id: ['bigint', (_, i) => ids[i]], forretningspartner_id: ['bigint', (h) => h.forretningspartnerId] },
        { krav_id: ['bigint', plads.hovedkravId], art: ['text', 'EGET_BREV'], dato: ['date', tx.forretningsdato], frist: ['date', frist], underretning: ['boolean', true], registreret: NU }),
      ...(await udgaaende(tx, mangler.map((h, i) => ({
        art: 'UNDERRETNING', noegle: `underretning:${ids[i]}`, forretningspartnerId: h.forretningspartnerId,
        indhold: {
          brev: 'UND', brevId: ids[i], dato: tx.forretningsdato, frist, afsender: { kommune: tx.kommune.navn, myndighedskode: tx.kommune.kode }, modtager: personer.get(h.forretningspartnerId), rolle: h.rolle, form: h.form,
          overskrift: 'Underretning om inddrivelse', krav: { kravId: plads.hovedkravId, tekst: krav!.navn, srb: krav!.srb, ialt: beloebTekst(kr(krav!.rest)), betalingsId: krav!.betalingsId }, underretningOmInddrivelse: [plads.hovedkravId],
          tekst: `Du hæfter for et krav (${krav!.navn.toLowerCase()}), der skulle være betalt ${visDato(krav!.srb)}, og som med renter og gebyrer er på ${visBeloeb(kr(krav!.rest))} kr.${h.form === 'PRO_RATA' ? ' Du hæfter kun for din andel.' : ''} `
            + `Betales det ikke senest ${visDato(frist)}, kan vi uden yderligere varsel overdrage det til inddrivelse hos restanceinddrivelsesmyndigheden (Gældsstyrelsen). Dette brev er den skriftlige underretning, som gældsinddrivelseslovens § 2, stk. 4, kræver.`,
        },
      })))),
    ]);
    return { frist, til: mangler.map((h) => h.forretningspartnerId) };
  }
}

/** Letters to a partner that has since been merged into this one are his. */
const STATUS = `with haeft as (
    select a.forretningspartner_id, 'EJER' as rolle, (select l.form from (${HAEFTERE('$1::bigint[]', '$2')}) l where l.forretningspartner_id = a.forretningspartner_id) as form from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id where k.id = $3
    union all select l.forretningspartner_id, 'HAEFTER', l.form from (${HAEFTERE('$1::bigint[]', '$2')}) l join kravsbilag k on k.id = l.krav_id join aftalekonto a on a.id = k.aftalekonto_id where l.forretningspartner_id <> a.forretningspartner_id)
  select h.forretningspartner_id as "forretningspartnerId", h.rolle, h.form, coalesce((select v.cpr_status = '90' from forretningspartner_version v where v.forretningspartner_id = h.forretningspartner_id and v.kendt_til = 'infinity' and v.gyldig_fra <= $2 and v.gyldig_til > $2), false) as doed,
    (select json_agg(json_build_object('brevId', r.brev_id::text, 'art', r.art, 'dato', r.dato, 'frist', r.frist, 'underretning', r.underretning) order by r.dato, r.brev_id) from rykkerdato r
     where r.krav_id = $3 and (r.forretningspartner_id = h.forretningspartner_id or r.forretningspartner_id in (select s.fra_id from partner_sammenlaegning s where s.til_id = h.forretningspartner_id and s.ophaever_id is null
       and not exists (select 1 from partner_sammenlaegning o where o.ophaever_id = s.id)))) as breve
  from haeft h order by h.rolle, h.forretningspartner_id`;
const KRAV = `select t.navn, k.srb, k.betalings_id as "betalingsId", (select coalesce(sum(p.beloeb), 0) from kravsbilag f join postering p on p.krav_id = f.id and p.konto = 'DEBITOR' where f.id = k.id or f.hovedkrav_id = k.id)::numeric(15,2) as rest
  from kravsbilag k cross join lateral (select t.navn from kravstype t where t.kode = k.kravstype and t.kendt_til = 'infinity' order by t.gyldig_fra desc limit 1) t where k.id = $1`;
