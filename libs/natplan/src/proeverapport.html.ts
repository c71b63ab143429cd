import { kr, visBeloeb, visDato } from '#app/kernel';
import { kodenavn } from './kodenavn.js';
import type { Linjeplads, Proevelinje } from './proeve.facts.js';
import type { Proeverapport, Raporttrin } from './proeverapport.service.js';

/** Lines on the page at most; the whole report is the CSV. */
export const LINJER_PAA_SIDEN = 20_000;
const BID = 1000;

type Sidelaeser = (efter: (Proevelinje & Linjeplads) | undefined, antal: number) => Promise<readonly (Proevelinje & Linjeplads)[]>;

/** The report as a page to read and print: whole in itself, nothing fetched, no person named. Written bit by bit as the lines are read. */
export async function* rapportside(kommune: string, r: Proeverapport, laes: Sidelaeser): AsyncGenerator<string> {
  yield hoved(kommune, r);
  const navne = new Map(r.trin.map((t) => [t.trin, t.navn]));
  let skrevet = 0;
  for (let sidste: (Proevelinje & Linjeplads) | undefined; skrevet < LINJER_PAA_SIDEN;) {
    const linjer = await laes(sidste, Math.min(BID, LINJER_PAA_SIDEN - skrevet));
    if (linjer.length === 0) break;
    yield linjer.map((l) => linje(l, navne)).join('');
    sidste = linjer.at(-1);
    skrevet += linjer.length;
  }
  yield `</tbody></table>${skrevet < r.linjer ? `<p>Siden viser de første ${antal(skrevet)} af ${antal(r.linjer)} forskelle. Alle står i regnearket (CSV).</p>` : ''}</body></html>\n`;
}

const STIL = `body{font:15px/1.4 sans-serif;margin:2rem;color:#111}h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:1.6rem}table{border-collapse:collapse;width:100%}
caption{text-align:left}th,td{border-bottom:1px solid #bbb;padding:.2rem .5rem;text-align:left;vertical-align:top}.t{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead{display:table-header-group}tr{break-inside:avoid}@media print{body{margin:0;font-size:11px}}`;

function hoved(kommune: string, r: Proeverapport): string {
  const datoer = r.datoer.map(visDato);
  const hvornaar = datoer.length === 1 ? `natten ${datoer[0]}` : `nætterne ${datoer[0]} til ${datoer.at(-1)}`;
  return `<!doctype html><html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Prøve af ${hvornaar}</title><style>${STIL}</style></head><body>
<h1>${h(kommune)}: prøve af ${hvornaar}</h1>
<p>Kørsel ${h(r.koerselId)}. ${antal(r.linjer)} forskelle hos ${antal(r.debitorer)} debitorer${r.fejl > 0 ? `, og <strong>${antal(r.fejl)} debitorer med fejl</strong>` : ''}. Intet er bogført, og intet er sendt.${r.status === 'AFSLUTTET' || r.status === 'AFSLUTTET_MED_FEJL' ? '' : ' <strong>Prøven er ikke kørt til ende.</strong>'}</p>
<h2>Trin for trin</h2><table><thead><tr><th>Trin</th><th>Udfald</th><th class="t">Forskelle</th><th class="t">Debitorer</th><th>Kroner</th></tr></thead><tbody>${r.trin.map(trin).join('')}</tbody></table>
<h2>Breve og meddelelser, der ville blive sendt</h2>${r.meddelelser.length === 0 ? '<p>Ingen.</p>' : `<table><tbody>${r.meddelelser.map((m) => `<tr><td>${h(kodenavn(m.art))}</td><td class="t">${antal(m.antal)}</td></tr>`).join('')}</tbody></table>`}
<h2>Uden for prøven</h2><ul>${r.udenfor.map((u) => `<li>${h(u)}</li>`).join('')}</ul>
<h2>Forskelle</h2><table><thead><tr><th>Nat</th><th>Trin</th><th>Debitor</th><th>Krav</th><th>Hvad</th><th>Virkning</th><th class="t">Kroner</th></tr></thead><tbody>`;
}

function trin(t: Raporttrin): string {
  const udfald = Object.entries(t.antal).map(([n, v]) => `${h(kodenavn(n))}: ${antal(v)}`).join('<br>');
  const kroner = t.arter.filter((a) => a.beloeb !== '0.00').map((a) => `${h(kodenavn(a.art))}: ${visBeloeb(kr(a.beloeb))}`).join('<br>');
  return `<tr><td>${h(t.navn)}</td><td>${udfald}</td><td class="t">${antal(t.linjer)}</td><td class="t">${antal(t.debitorer)}</td><td>${kroner}</td></tr>`;
}

function linje(l: Proevelinje, navne: ReadonlyMap<string, string>): string {
  const krav = l.kravId !== null ? h(l.kravId) : l.hovedkravId !== null ? `ny ${h(kodenavn(l.kravart ?? '').toLowerCase())} på ${h(l.hovedkravId)}${l.periodeFra === null ? '' : ` fra ${visDato(l.periodeFra)}`}` : '';
  return `<tr><td>${visDato(l.dato)}</td><td>${h(navne.get(l.trin) ?? l.trin)}</td><td>${h(l.forretningspartnerId)}</td><td>${krav}</td><td>${h(kodenavn(l.art))}</td><td>${visDato(l.virkningsdato)}</td><td class="t">${l.beloeb === '0.00' ? '' : visBeloeb(kr(l.beloeb))}</td></tr>\n`;
}

const antal = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, '.');
const TEGN: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const h = (tekst: string): string => tekst.replace(/[&<>"']/g, (t) => TEGN[t]!);
