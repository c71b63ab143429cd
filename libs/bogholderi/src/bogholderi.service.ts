import { Injectable } from '@nestjs/common';
import { beloebTekst, NUL, plus, type Beloeb } from '#app/kernel';
import { indsaet, tabel, type Kolonner, type Skrivning, type Tx } from '#app/platform';
import type { Bilagsforslag, Linje } from './bilag.js';

@Injectable()
export class BogholderiService {
  /**
   * The one verb that moves money. Writes bilag, posteringer and the projection aaben_post in one statement.
   * Bogføringsdato is tx.forretningsdato or the first open date after it; each bilag keeps its own virkningsdato.
   * @throws SamtidigAendring when a noegle exists already (another run saw the same books); RegnskabsperiodeLukket when no period is open any more
   */
  async bogfoer(tx: Tx, forslag: readonly Bilagsforslag[]): Promise<void> {
    if (forslag.length > 0) await tx.skrivSamlet(this.bogfoeringer(tx, forslag));
  }

  /** The same as writes to be sent together with the caller's own rows (tx.skrivSamlet). */
  bogfoeringer(tx: Tx, forslag: readonly Bilagsforslag[]): Skrivning[] {
    const linjer = forslag.flatMap((f) => f.linjer.map((l, i) => ({ f, l, nr: i + 1 })));
    const krav = summer(forslag, (l) => l.kravId);
    const konti = summer(forslag, (l) => (l.kravId === undefined ? l.aftalekontoId : undefined));
    const ud: Skrivning[] = [
      bilagsraekker(tx, forslag),
      indsaet('postering', linjer, {
        bilag_id: ['bigint', (p) => p.f.id], nr: ['smallint', (p) => p.nr], konto: ['text', (p) => p.l.konto], beloeb: ['numeric', (p) => beloebTekst(p.l.beloeb)],
        virkningsdato: ['date', (p) => p.f.virkningsdato], aftalekonto_id: ['bigint', (p) => p.l.aftalekontoId], krav_id: ['bigint', (p) => p.l.kravId],
        kravlinje_id: ['bigint', (p) => p.l.kravlinjeId], kontering: ['text', (p) => p.l.kontering],
      }),
    ];
    if (krav.length > 0) ud.push(indsaet('aaben_post', krav, { ...SALDO, krav_id: ['bigint', (s) => s.noegle] }, {}, LAEG_TIL('(krav_id) where krav_id is not null')));
    if (konti.length > 0) ud.push(indsaet('aaben_post', konti, SALDO, {}, LAEG_TIL('(aftalekonto_id) where krav_id is null')));
    return ud;
  }
}

interface Sum { noegle: string; partner: string; konto: string; beloeb: Beloeb }

/** What each claim (or account) gains; only lines that stand on a debtor. */
function summer(forslag: readonly Bilagsforslag[], noegle: (l: Linje) => string | undefined): Sum[] {
  const ud = new Map<string, Sum>();
  for (const f of forslag) {
    for (const l of f.linjer) {
      const n = l.forretningspartnerId === undefined ? undefined : noegle(l);
      if (n === undefined) continue;
      const s = ud.get(n) ?? { noegle: n, partner: l.forretningspartnerId!, konto: l.aftalekontoId!, beloeb: NUL };
      s.beloeb = plus(s.beloeb, l.beloeb);
      ud.set(n, s);
    }
  }
  return [...ud.values()];
}

/** The first open day on or after `dato`; in supplementsperioden the old year's day itself. */
const DAG = (dato: string): string =>
  `select greatest(fra, ${dato}::date) as dato, supplement from regnskabsperiode where til > ${dato}::date and lukket is null
     and (not supplement or fra <= ${dato}::date) order by greatest(fra, ${dato}::date), supplement limit 1`;

// No open period: dag is empty, bogfoeringsdato null, and the database refuses the bilag.
function bilagsraekker(tx: Tx, forslag: readonly Bilagsforslag[]): Skrivning {
  const u = tabel(forslag, {
    id: ['bigint', (f) => f.id], noegle: ['text', (f) => f.noegle], art: ['text', (f) => f.art], virkningsdato: ['date', (f) => f.virkningsdato],
    indbetaling_id: ['bigint', (f) => f.indbetalingId], modbilag_id: ['bigint', (f) => f.modbilagId],
  }, 4);
  return {
    sql: `insert into bilag (id, noegle, art, virkningsdato, indbetaling_id, modbilag_id, bogfoeringsdato, supplement, koersel_id, bruger, registreret)
      select u.*, dag.dato, coalesce(dag.supplement, false), $2::bigint, $3::text, nu.nu from nu left join (${DAG('$1')}) dag on true, ${u.sql} u`,
    vaerdier: [tx.forretningsdato, tx.koerselId ?? null, tx.bruger, ...u.vaerdier],
  };
}

const SALDO: Kolonner<Sum> = { forretningspartner_id: ['bigint', (s) => s.partner], aftalekonto_id: ['bigint', (s) => s.konto], rest: ['numeric', (s) => beloebTekst(s.beloeb)] };
const LAEG_TIL = (noegle: string): string => `on conflict ${noegle} do update set rest = aaben_post.rest + excluded.rest`;
