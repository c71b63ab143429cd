export { InddrivelseModule } from './inddrivelse.module.js';
export type { Ikkeklart, Maal } from './klarhed.facts.js';
export { KlarhedsoversigtService, type Fagsystemklarhed, type Ikkeklartkrav, type Klarhedsoversigt, type Regelmaal, type Typemaal } from './klarhed.service.js';
export { INDDRIVELSENS_KONTROLLER } from './kontrol.js';
export { PsrmPolitikService, type Fagsystempolitik } from './politik.service.js';
export { PsrmkontrolService, type Kravklarhed } from './psrmkontrol.service.js';
