/** godkendelse: four eyes once, for everything that needs them (design D15). */
export { GODKENDELSENS_ENTITETER, GodkendelseEntity, GodkendelseSvarEntity } from './entiteter.js';
export { DAGE as GODKENDELSESDAGE } from './godkendelse.facts.js';
export * from './godkendelse.fejl.js';
export { GodkendelseModule } from './godkendelse.module.js';
export { FORSLAGSSTATUS, type Forslagsstatus, type Svarart } from './godkendelse.rules.js';
export { GodkendelseService } from './godkendelse.service.js';
export { GODKENDELSENS_KONTROLLER } from './kontrol.js';
export type { Forslag, Forslagsfilter, Forslagsvisning, Godkendelsesart, Godkendt, NytForslag, Senesteforslag } from './typer.js';
