import { Injectable } from '@nestjs/common';
import { beloebTekst, NUL, plus, type Beloeb } from '#app/kernel';
import { kolonner, type Skrivning, type Tx } from '#app/platform';
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
    const b = kolonner(forslag, 6, (f) => [f.id, f.noegle, f.art, f.virkningsdato, f.indbetalingId, f.modbilagId]);
    const linjer = forslag.flatMap((f) => f.linjer.map((l, i) => ({ f, l, nr: i + 1 })));
    const p = kolonner(linjer, 9, ({ f, l, nr }) => [f.id, nr, l.konto, beloebTekst(l.beloeb), f.virkningsdato, l.aftalekontoId, l.kravId, l.kravlinjeId, l.kontering]);
    const krav = summer(forslag, (l) => l.kravId);
    const konti = summer(forslag, (l) => (l.kravId === undefined ? l.aftalekontoId : undefined));
    const ud: Skrivning[] = [
      { sql: BILAG, vaerdier: [...b, tx.forretningsdato, tx.koerselId ?? null, tx.bruger] },
      { sql: POSTERINGER, vaerdier: p },
    ];
    if (krav.length > 0) ud.push({ sql: AABNE_KRAV, vaerdier: kolonner(krav, 4, (s) => [s.partner, s.konto, s.noegle, beloebTekst(s.beloeb)]) });
    if (konti.length > 0) ud.push({ sql: TILGODE, vaerdier: kolonner(konti, 3, (s) => [s.partner, s.konto, beloebTekst(s.beloeb)]) });
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
const BILAG = `insert into bilag (id, noegle, art, virkningsdato, indbetaling_id, modbilag_id, bogfoeringsdato, supplement, koersel_id, bruger, registreret)
  select u.*, dag.dato, coalesce(dag.supplement, false), $8::bigint, $9::text, nu.nu
  from nu left join (${DAG('$7')}) dag on true, unnest($1::bigint[], $2::text[], $3::text[], $4::date[], $5::bigint[], $6::bigint[]) u`;
const POSTERINGER = `insert into postering (bilag_id, nr, konto, beloeb, virkningsdato, aftalekonto_id, krav_id, kravlinje_id, kontering)
  select * from unnest($1::bigint[], $2::smallint[], $3::text[], $4::numeric[], $5::date[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[])`;
const AABNE_KRAV = `insert into aaben_post (forretningspartner_id, aftalekonto_id, krav_id, rest)
  select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::numeric[])
  on conflict (krav_id) where krav_id is not null do update set rest = aaben_post.rest + excluded.rest`;
const TILGODE = `insert into aaben_post (forretningspartner_id, aftalekonto_id, krav_id, rest)
  select u.p, u.a, null, u.r from unnest($1::bigint[], $2::bigint[], $3::numeric[]) u (p, a, r)
  on conflict (aftalekonto_id) where krav_id is null do update set rest = aaben_post.rest + excluded.rest`;
