import { visDato } from '#app/kernel';
import { varighed, type Koerselsvar, type Koerselfejl, type Proeverapport, type Sammenligning } from '#app/natplan';

const STATUS: Readonly<Record<string, string>> = {
  VENTER_PAA_GODKENDELSE: 'venter på, at en prøve af den godkendes', I_GANG: 'i gang', PAUSE: 'på pause', STOPPET: 'standset', AFSLUTTET: 'kørt', AFSLUTTET_MED_FEJL: 'kørt, med fejl hos nogle debitorer',
};
const KLOKKEN = new Intl.DateTimeFormat('da-DK', { timeZone: 'Europe/Copenhagen', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** A run for people at a terminal: how far, how fast, when done, what went wrong. */
export function koerseltekst(k: Koerselsvar): string {
  const uret = k.fejl - k.rettet;
  return [
    `${k.art === 'NAT' ? 'Natten' : k.art} ${visDato(k.forretningsdato)} (kørsel ${k.id}): ${STATUS[k.status] ?? k.status}`,
    ...(k.dele > 0 ? [`  ${bjaelke(k)} ${k.faerdigeDele} af ${k.dele} dele${k.debitorerPrSekund === null ? '' : `, ${k.debitorerPrSekund} debitorer pr. sekund`}${k.forventetSlut === null ? '' : `, ventes færdig kl. ${KLOKKEN.format(k.forventetSlut)}`}, ${varighed(k.sekunder)}`] : []),
    ...(k.fejl > 0 ? [`  Fejl hos ${k.fejl} debitorer, ${k.rettet} rettet.${uret > 0 ? ` Se dem: debitor nat fejl --koersel ${k.id}; prøv én igen: debitor nat igen DEBITOR --koersel ${k.id}` : ''}`] : []),
    ...(k.proeve === null ? [] : [`  Prøvet af kørsel ${k.proeve.koerselId}${k.proeve.godkendt ? ', godkendt' : ''}.${k.afsluttet === null ? '' : ` Anderledes end prøven: ${k.proeve.nye} nye, ${k.proeve.bortfaldne} bortfaldne, ${k.proeve.aendrede} ændrede.`}`]),
    ...k.trin.map(trintekst),
  ].join('\n');
}

export const trintekst = (t: Omit<Koerselsvar, 'trin'>): string =>
  `  ${t.art.padEnd(18)}${(t.status === 'AFSLUTTET' ? '' : `${STATUS[t.status] ?? t.status}${t.status === 'I_GANG' ? ` ${t.faerdigeDele}/${t.dele}` : ''}: `)}${taltekst(t.resultat) || 'intet'}${t.afsluttet === null ? '' : ` (${varighed(t.sekunder)})`}`;

const taltekst = (r: Koerselsvar['resultat']): string => [...Object.entries(r.antal), ...Object.entries(r.beloeb).map(([n, b]): [string, string] => [n, `${b} kr.`])].map(([n, v]) => `${n} ${v}`).join(', ');

function bjaelke(k: Koerselsvar): string {
  const fyldt = Math.round((20 * k.faerdigeDele) / k.dele);
  return `[${'#'.repeat(fyldt)}${'.'.repeat(20 - fyldt)}]`;
}

/** What stands out from last night and from the usual. */
export const sammenligningstekst = (s: Sammenligning): string => (s.forrige === null ? '  Den første nat: intet at sammenligne med.'
  : s.advarsler.length === 0 ? `  Som natten ${visDato(s.forrige)} og de ${s.naetter} før, inden for grænserne.`
    : [`  Falder udenfor (mod natten ${visDato(s.forrige)} og medianen af ${s.naetter}):`, ...s.advarsler.map((a) => `    ${a}`)].join('\n'));

export const fejltekster = (fejl: readonly Koerselfejl[]): string => (fejl.length === 0 ? 'Ingen fejl.'
  : fejl.map((f) => `debitor ${f.forretningspartnerId === '0' ? '0 (hele bogen)' : f.forretningspartnerId}  ${f.trin.padEnd(12)} ${f.kode.padEnd(28)} ${f.besked}${f.forsoeg.map((x) => `\n    ${visDato(x.dato)} ${x.udfald}${x.kode === null ? '' : ` ${x.kode}`} (${x.af})`).join('')}`).join('\n'));

export const rapporttekst = (r: Proeverapport): string => [
  `Prøve af ${r.datoer.map(visDato).join(', ')} (kørsel ${r.koerselId}): ${r.linjer} forskelle hos ${r.debitorer} debitorer${r.fejl > 0 ? `, ${r.fejl} med fejl` : ''}. Intet er gemt ud over rapporten.`,
  ...r.trin.map((t) => `  ${t.trin.padEnd(18)}${taltekst(t) || 'intet'}`), ...(r.meddelelser.length === 0 ? [] : [`  Meddelelser: ${r.meddelelser.map((m) => `${m.art} ${m.antal}`).join(', ')}`]),
  `  Uden for prøven: ${r.udenfor.join('; ')}.`,
].join('\n');
