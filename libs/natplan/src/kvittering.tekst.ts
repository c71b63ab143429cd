import { kr, neg, plusDage, visBeloeb, visDato, type Beloeb, type Lokaldato } from '#app/kernel';
import type { Kravforskel, Kvittering } from './kvittering.js';

/** Lines about claims that are written out; beyond them their number is told. */
const HOEJST_KRAV = 20;
const kroner = (b: Beloeb): string => `${visBeloeb(b.lt(0) ? neg(b) : b)} kr.`;
const antal = (n: number, en: string, flere: string): string => `${n} ${n === 1 ? en : flere}`;

/** The receipt in Danish, for the person who confirms. */
export function kvitteringstekster(k: Omit<Kvittering, 'aftryk' | 'tekster'>): string[] {
  if (k.tom) return ['Rettelsen ændrer ikke noget, der er bogført: renter, gebyrer, udligninger, frister og spærrer bliver, som de er.'];
  const bogfoeres = k.renter.length + k.afskrivninger.length + k.udligninger.length > 0;
  return [
    ...renter(k), ...gebyrer(k), ...afskrivninger(k), ...udligninger(k), ...krav(k.krav), ...saldo(k),
    ...(bogfoeres ? ['Bekræftes rettelsen, bogføres renter, udligninger og afskrivninger i nat.'] : []),
    'Breve, der er sendt, bliver stående; rykkere og regninger laves ikke med tilbagevirkende kraft.',
  ];
}

function renter(k: Pick<Kvittering, 'renter' | 'ialt'>): string[] {
  if (k.renter.length === 0) return [];
  const ialt = kr(k.ialt.renter);
  const retning = ialt.isZero() ? 'i alt det samme som før' : `${kroner(ialt)} ${ialt.gt(0) ? 'mere' : 'mindre'} i alt`;
  return [`Renten ændres for ${antal(k.renter.length, 'periode', 'perioder')}: ${retning}.`];
}

function gebyrer(k: Pick<Kvittering, 'gebyrer'>): string[] {
  return k.gebyrer.map((g) => {
    const hvad = `Rykkergebyret på ${kroner(kr(g.beloeb))} fra rykker ${g.trin} af ${visDato(g.dato)} ville ikke være opkrævet: ${g.tekst}`;
    return `${hvad} ${g.art === 'ANNULLERES' ? 'Det annulleres med rettelsen.' : 'Det bliver stående, medmindre du vælger at annullere det.'}`;
  });
}

const afskrivninger = (k: Pick<Kvittering, 'afskrivninger' | 'ialt'>): string[] => {
  if (k.afskrivninger.length === 0) return [];
  const ialt = kr(k.ialt.afskrivninger);
  return [`Afskrivninger ændres på ${antal(k.afskrivninger.length, 'krav', 'krav')}: ${ialt.isZero() ? 'i alt det samme' : `${kroner(ialt)} ${ialt.lt(0) ? 'afskrives' : 'skyldes igen'}`}.`];
};

const udligninger = (k: Pick<Kvittering, 'udligninger' | 'ialt'>): string[] => (k.udligninger.length === 0 ? []
  : [`${kroner(kr(k.ialt.flyttet))} af ${antal(new Set(k.udligninger.map((u) => u.indbetalingId)).size, 'indbetaling', 'indbetalinger')} dækker noget andet end før eller fra en anden dag.`]);

function krav(alle: readonly Kravforskel[]): string[] {
  const linjer = alle.flatMap((k) => [...frist(k), ...klarhed(k), ...spaerrer(k)]);
  return linjer.length <= HOEJST_KRAV ? linjer : [...linjer.slice(0, HOEJST_KRAV), `Yderligere ${linjer.length - HOEJST_KRAV} ændringer af frister, spærrer og inddrivelsesparathed.`];
}

const vis = (d: Lokaldato | null): string => (d === null ? 'uden slutdato' : visDato(d));
function frist(k: Kravforskel): string[] {
  const ud = k.foraeldelsesdatoFoer === k.foraeldelsesdatoEfter ? [] : [`Krav ${k.kravId} forældes efter ${vis(k.foraeldelsesdatoEfter)} i stedet for efter ${vis(k.foraeldelsesdatoFoer)}.`];
  if (k.foraeldetFoer === k.foraeldetEfter) return ud;
  return [...ud, k.foraeldetEfter === null ? `Krav ${k.kravId} er ikke forældet alligevel.` : `Krav ${k.kravId} er forældet: gyldigt til og med ${visDato(plusDage(k.foraeldetEfter, -1))}.`];
}
function klarhed(k: Kravforskel): string[] {
  const [foer, efter] = [new Set(k.klarhedFoer), new Set(k.klarhedEfter)];
  const nye = [...efter].filter((f) => !foer.has(f));
  const vaek = [...foer].filter((f) => !efter.has(f));
  return [...(nye.length === 0 ? [] : [`Krav ${k.kravId} bryder nu inddrivelsens regler ${nye.join(', ')}.`]), ...(vaek.length === 0 ? [] : [`Krav ${k.kravId} bryder ikke længere inddrivelsens regler ${vaek.join(', ')}.`])];
}
function spaerrer(k: Kravforskel): string[] {
  const nye = k.spaerrerEfter.filter((s) => !k.spaerrerFoer.includes(s));
  const vaek = k.spaerrerFoer.filter((s) => !k.spaerrerEfter.includes(s));
  return [...(nye.length === 0 ? [] : [`Krav ${k.kravId} spærres efter reglerne: ${nye.join(', ')}.`]), ...(vaek.length === 0 ? [] : [`Krav ${k.kravId} får ophævet spærrer sat efter reglerne: ${vaek.join(', ')}.`])];
}

function saldo(k: Pick<Kvittering, 'saldi'>): string[] {
  return k.saldi.filter((s) => !kr(s.forskel).isZero()).map((s) => `Forretningspartner ${s.forretningspartnerId} skylder ${visBeloeb(kr(s.efter))} kr. i stedet for ${visBeloeb(kr(s.foer))} kr.`);
}
