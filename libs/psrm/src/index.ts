export { beskrivelse, MAKS_BESKRIVELSE } from './beskrivelse.rules.js';
export { ALLE_TYPER, bygFilter, ULAESTE_TYPER, type Filter, type Regeltekst } from './filter.js';
export { FILTERAFTRYK, PsrmFilterService } from './filter.service.js';
export { FILTER_UKENDT, type Fordring, type Fordringsart, type Fund, type Kategori, type Klarhedsudfald, type Konsekvens, type Proevesvar } from './fordring.js';
export { modtagelsesdato, tidligstOverdragelse, type Rykkertrin } from './overdragelse.rules.js';
export { beloebHolder, naesteSkift, proevFordring, udfaldAf, type Typefilter } from './proev.rules.js';
export type { Regelraekke } from './proever.js';
export { PsrmModule } from './psrm.module.js';
export { underfordringstype } from './underfordring.rules.js';
