/** foraeldelse: until when a claim is valid, towards whom, and why; an append-only ledger of what interrupts it. */
export { ARTER, FORAELDELSESARTER, RIMSYSTEMER, type Afslutningsart, type Foraeldelsesart, type Rimsystem } from './arter.js';
export { type Haefterstilling, type Kravstilling } from './familie.rules.js';
export { bortfaldsdato, datoVedModtagelse, erBortfaldsdatoGyldig, indsigelsesfrist, nyStartEfterSidsteIndeholdelse, type Bortfaldsart, type Modtagelse } from './frister.rules.js';
export * from './foraeldelse.fejl.js';
export { ForaeldelseModule } from './foraeldelse.module.js';
export { ForaeldelseService } from './foraeldelse.service.js';
export { FORAELDELSENS_KONTROLLER, ForaeldelseskontrolService } from './kontrol.js';
export { ForaeldelsesradarService, RADARNIVEAUER, type Radarfilter, type Radarlinje, type Radarniveau, type Radarsted, type Radarsum } from './radar.service.js';
export { type NyAfslutning, type NyHaendelse } from './registrering.rules.js';
export { ForaeldelsesregisterService, type Foraeldelsesvisning, type Haendelsesvisning, type Nydato, type Registreret } from './registrering.service.js';
export { type Dato, type Skridt, type Skridtudfald } from './typer.js';
