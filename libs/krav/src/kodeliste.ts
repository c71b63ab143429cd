import type { Lokaldato } from '#app/kernel';
import type { Versionstabel } from '#app/platform';
import type { Kravstype } from './kravstype.js';

/** The code lists a kommune keeps itself, dated on both axes. */
export type Kodelistenavn = 'KRAVSTYPER' | 'DELTRANSAKTIONER' | 'MOMSKODER' | 'AFTALEKONTOTYPER' | 'BILAGSARTER';

export type Kravstypevaerdier = Omit<Kravstype, 'kode' | 'gyldigFra' | 'gyldigTil'>;
/** null: as the kravstype. */
export interface Deltransaktionsvaerdier { readonly navn: string; readonly indtaegtskonto: string | null; readonly momskode: string; readonly kleEmne: string | null }
/** `sats`: percent of the price without moms, text with two decimals; 0.00 has no konto. */
export interface Momskodevaerdier { readonly navn: string; readonly sats: string; readonly konto: string | null; readonly hjemmel: string }
/** `regler`: what such an account groups and which rules follow it, Danish. */
export interface Aftalekontotypevaerdier { readonly navn: string; readonly regler: string }
export interface Bilagsartvaerdier { readonly navn: string; readonly beskrivelse: string }

export interface Kodevaerdier {
  KRAVSTYPER: Kravstypevaerdier; DELTRANSAKTIONER: Deltransaktionsvaerdier; MOMSKODER: Momskodevaerdier;
  AFTALEKONTOTYPER: Aftalekontotypevaerdier; BILAGSARTER: Bilagsartvaerdier;
}

/** Which code; `kravstype` only in DELTRANSAKTIONER, whose codes are their kravstype's own. */
export interface Kodenoegle { readonly kode: string; readonly kravstype?: string | undefined }

/** [gyldigFra, gyldigTil[: what is true; kendtFra, kendtTil: when it was known (kendtTil null: still is). `bruger` said so. */
export interface Kodeaksler { readonly gyldigFra: Lokaldato; readonly gyldigTil: Lokaldato | 'infinity'; readonly kendtFra: Date; readonly kendtTil: Date | null; readonly bruger: string }
export type Kodeversion<L extends Kodelistenavn> = Kodenoegle & Kodevaerdier[L] & Kodeaksler;

/** OPRET: a code that does not hold in the period. VERSION: other values from a day on. OPHOER: no longer from that day on. */
export type Kodeaendring<L extends Kodelistenavn> =
  | { readonly art: 'OPRET' | 'VERSION'; readonly noegle: Kodenoegle; readonly vaerdier: Kodevaerdier[L]; readonly fra: Lokaldato; readonly til?: Lokaldato | undefined }
  | { readonly art: 'OPHOER'; readonly noegle: Kodenoegle; readonly fra: Lokaldato };

interface Listedefinition {
  readonly navn: string;
  /** One code of it, in a sentence. */
  readonly ental: string;
  readonly tabel: Versionstabel;
  /** Field → column, key columns first. */
  readonly felter: Readonly<Record<string, string>>;
}

const liste = (navn: string, ental: string, tabel: string, noegler: Readonly<Record<string, string>>, vaerdier: Readonly<Record<string, string>>): Listedefinition =>
  ({ navn, ental, tabel: { tabel, noegler: Object.values(noegler), vaerdier: Object.values(vaerdier) }, felter: { ...noegler, ...vaerdier } });
const KODE = { kode: 'kode' };

export const KODELISTER: { readonly [L in Kodelistenavn]: Listedefinition } = {
  KRAVSTYPER: liste('Kravstyper (hovedtransaktioner)', 'kravstypen', 'kravstype', KODE, {
    navn: 'navn', regime: 'regime', udpantningsret: 'udpantningsret', civilretlig: 'civilretlig', renteBesluttet: 'rente_besluttet', forfaldFastsat: 'forfald_fastsat', foraeldelseAar: 'foraeldelse_aar',
    foraeldelseStart: 'foraeldelse_start', rykkerprocedure: 'rykkerprocedure', aftalekontotype: 'aftalekontotype', fordringstype: 'fordringstype', indtaegtskonto: 'indtaegtskonto', kleEmne: 'kle_emne',
  }),
  DELTRANSAKTIONER: liste('Deltransaktioner', 'deltransaktionen', 'deltransaktion', { kravstype: 'kravstype', ...KODE }, { navn: 'navn', indtaegtskonto: 'indtaegtskonto', momskode: 'momskode', kleEmne: 'kle_emne' }),
  MOMSKODER: liste('Momskoder', 'momskoden', 'momskode', KODE, { navn: 'navn', sats: 'sats', konto: 'konto', hjemmel: 'hjemmel' }),
  AFTALEKONTOTYPER: liste('Aftalekontotyper', 'aftalekontotypen', 'aftalekontotype', KODE, { navn: 'navn', regler: 'regler' }),
  BILAGSARTER: liste('Bilagsarter', 'bilagsarten', 'bilagsart', KODE, { navn: 'navn', beskrivelse: 'beskrivelse' }),
};

/** A change's receipt: what it does, before (`gemt` false) and after it is confirmed. */
export interface Kodekvittering {
  readonly gemt: boolean;
  readonly gyldigFra: Lokaldato; readonly gyldigTil: Lokaldato | 'infinity';
  /** Claims that are owed and concern the code. */
  readonly aabneKrav: number;
  /** Claims with stiftelsesdato in the period, booked before the change: they stay as they were booked. */
  readonly bogfoerteKrav: number;
  /** Open claims that the night looks at again because of it. */
  readonly vaekkes: number;
  /** The same in Danish, for the person who confirms. */
  readonly tekster: readonly string[];
}
