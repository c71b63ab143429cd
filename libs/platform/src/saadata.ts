import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Client } from 'pg';
import { rodmappe } from './migrationer.js';
import { rolle, skemanavn } from './kommuner.js';

type Raekke = Record<string, string>;

function data(fil: string): Raekke[] {
  return parse(readFileSync(join(rodmappe(), 'migrations', 'data', `${fil}.csv`)), { columns: true, skip_empty_lines: true }) as Raekke[];
}

/** Inserts rows that are not there; what a person changed since stays. */
async function saa(admin: Client, tabel: string, raekker: readonly Raekke[]): Promise<void> {
  if (raekker.length === 0) return;
  await admin.query(`insert into ${tabel} select * from json_populate_recordset(null::${tabel}, $1) on conflict do nothing`, [JSON.stringify(raekker)]);
}

/** The law's dated rates and fees. A half-year's reference rate ends with the half-year: the next one must be known, not guessed. */
export async function saaFaelles(admin: Client): Promise<void> {
  const satser: Raekke[] = [
    { art: 'GEBYRLOV', gyldig_fra: '1997-01-01', gyldig_til: 'infinity', sats: '1.0000', kilde: 'gebyrloven § 3, https://danskelove.dk/gebyrloven', status: 'læst' },
    ...data('referencesatser').map((r) => ({ art: 'REFERENCE', gyldig_fra: r['date']!, gyldig_til: halvaarSlut(r['date']!), sats: r['rate']!, kilde: r['source']!, status: r['status']! })),
    ...data('opkraevningslov-renter').filter((r) => r['rente_paragraf7_pct_pr_md']).map((r) => dateret('OPKRAEVNINGSLOV', r, r['rente_paragraf7_pct_pr_md']!)),
    ...data('inddrivelsesrenter').map((r) => dateret('INDDRIVELSE', r, r['rate_pct_pa']!)),
  ];
  await saa(admin, 'faelles.rentesats', satser);
  await saa(admin, 'faelles.gebyrmaksimum', data('gebyrer').map((r) => ({ regime: r['regime']!, gebyr: r['gebyr']!, gyldig_fra: '1900-01-01', gyldig_til: 'infinity', maks: r['maks_kr']!, kilde: r['source']! })));
  await saa(admin, 'faelles.psrm_fordringstype', data('psrm-fordringstyper'));
  await saa(admin, 'faelles.psrm_filterregel', data('psrm-filterregler'));
}

function dateret(art: string, r: Raekke, sats: string): Raekke {
  return { art, gyldig_fra: r['valid_from']!, gyldig_til: r['valid_to'] ? dagenEfter(r['valid_to']) : halvaarSlut(r['valid_from']!), sats, kilde: r['source']!, status: r['status']! };
}

function dagenEfter(d: string): string { return new Date(Date.parse(`${d}T00:00:00Z`) + 86400000).toISOString().slice(0, 10); }
function halvaarSlut(d: string): string { return Number(d.slice(5, 7)) < 7 ? `${d.slice(0, 4)}-07-01` : `${Number(d.slice(0, 4)) + 1}-01-01`; }

/** A kommune's chart of accounts, periods and code lists: a start that it changes as its own. */
export async function saaKommune(admin: Client, kode: string): Promise<void> {
  await admin.query('begin');
  await admin.query(`set local role ${rolle(kode, 'ejer')}`);
  await admin.query(`set local search_path = ${skemanavn(kode)}, pg_temp`);
  await admin.query(`select set_config('app.bruger', 'migrator', true)`);
  await saa(admin, 'konto', data('kontoplan'));
  await admin.query(`insert into regnskabsperiode (fra, til, regnskabsaar, supplement)
    select m::date, (m + interval '1 month')::date, extract(year from m)::int, false from generate_series('2005-01-01'::date, '2040-12-01', interval '1 month') m
    union all select make_date(a, 12, 1), make_date(a + 1, 1, 1), a, true from generate_series(2005, 2040) a on conflict do nothing`);
  await saaKodelister(admin);
  await admin.query('commit');
}

/** The dated code lists a kommune is born with, their keys, and the file of each. */
const KODELISTER: readonly (readonly [tabel: string, noegler: readonly string[], fil: string])[] = [
  ['kravstype', ['kode'], 'kravstyper'], ['deltransaktion', ['kravstype', 'kode'], 'deltransaktioner'], ['momskode', ['kode'], 'momskoder'],
  ['aftalekontotype', ['kode'], 'aftalekontotyper'], ['bilagsart', ['kode'], 'bilagsarter'],
  ['rykkerprocedure', ['kode', 'trin'], 'rykkerprocedurer'],
];

/**
 * Sows the codes that are not there, so that new and standing kommuner end alike; what a person changed or ended stays. A new kommune
 * knows them from the first day, one that stands learns of them now.
 */
async function saaKodelister(admin: Client): Promise<void> {
  const ny = await tom(admin, 'kravstype');
  if (!ny && await tom(admin, 'deltransaktion')) await saaVersioneret(admin, 'deltransaktion', ['kravstype', 'kode'], await brugteDeltransaktioner(admin), false);
  for (const [tabel, noegler, fil] of KODELISTER) await saaVersioneret(admin, tabel, noegler, data(fil), ny);
}

const tom = async (admin: Client, tabel: string): Promise<boolean> => (await admin.query(`select 1 from ${tabel} limit 1`)).rowCount === 0;

/** Codes that claims bore before there was a list: what was accepted goes on being so, and is booked as it was, that is without moms. */
async function brugteDeltransaktioner(admin: Client): Promise<Raekke[]> {
  const momsfrie = new Set(data('momskoder').filter((m) => m['konto'] === '').map((m) => m['kode']!));
  const kendte = new Map(data('deltransaktioner').map((r) => [`${r['kravstype']!} ${r['kode']!}`, r]));
  const brugte = await admin.query<{ kravstype: string; kode: string }>(
    `select distinct l.hovedtransaktion as kravstype, l.deltransaktion as kode from kravlinje l join kravsbilag k on k.id = l.krav_id where k.art = 'HOVEDKRAV'`);
  return brugte.rows.map((b): Raekke => {
    const kendt = kendte.get(`${b.kravstype} ${b.kode}`) ?? { ...b, navn: b.kode, indtaegtskonto: '', momskode: 'UDEN', kle_emne: '' };
    return momsfrie.has(kendt['momskode']!) ? kendt : { ...kendt, momskode: 'UDEN' };
  });
}

async function saaVersioneret(admin: Client, tabel: string, noegler: readonly string[], raekker: readonly Raekke[], ny: boolean): Promise<void> {
  if (raekker.length === 0) return;
  const felter = Object.keys(raekker[0]!);
  const fulde = raekker.map((r) => ({ ...tomErNull(r), kendt_fra: ny ? '2005-01-01T00:00:00Z' : null }));
  await admin.query(
    `insert into ${tabel} (${felter.join(', ')}, gyldig_fra, kendt_fra)
     select ${felter.map((f) => `n.${f}`).join(', ')}, '2005-01-01', coalesce(n.kendt_fra, registreret_nu()) from json_populate_recordset(null::${tabel}, $1) n
     where not exists (select 1 from ${tabel} f where ${noegler.map((k) => `f.${k} = n.${k}`).join(' and ')})`, [JSON.stringify(fulde)]);
}

const tomErNull = (r: Raekke): Record<string, string | null> => Object.fromEntries(Object.entries(r).map(([k, v]) => [k, v === '' ? null : v]));
