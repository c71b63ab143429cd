/** regulering: kreditnota, ned- and opregulering, annullering; each is new bilag, never an edit. */
export { REGULERINGENS_ENTITETER } from './entiteter.js';
export { REGULERINGENS_KONTROLLER } from './kontrol.js';
export { ReguleringslaesningService, type Kravtal, type Reguleringslinjevisning, type Reguleringsvisning } from './laesning.service.js';
export * from './regulering.fejl.js';
export { ReguleringModule } from './regulering.module.js';
export { ReguleringService, type Reguleringssvar, type Tilbagefoersel } from './regulering.service.js';
export { REGULERINGSAARSAGER, REGULERINGSARTER, type Linjebeloeb, type NyRegulering, type Nyttillaegskrav, type Reguleringsaarsag, type Reguleringsart } from './typer.js';
