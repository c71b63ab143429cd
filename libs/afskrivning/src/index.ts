/** afskrivning: losses in the books, by rule and by people, and what becomes of them when money comes after all. */
export * from './afskrivning.fejl.js';
export { AfskrivningModule } from './afskrivning.module.js';
export { AfskrivningService } from './afskrivning.service.js';
export { AfskrivningslaesningService, type Afskrivningsfilter, type Afskrivningslinje, type Afskrivningssted, type Afskrivningssum, type Beslutningsvisning } from './afskrivningslaesning.service.js';
export { AFSKRIVNINGENS_ENTITETER } from './entiteter.js';
export type { Afskrivningsforklaring } from './forklar.js';
export { RAEKKEFOELGER, type Afskrivningskrav, type NyAfskrivning, type NyGenaabning, type Raekkefoelge } from './haand.rules.js';
export { HaandafskrivningService, type Haandsvar } from './haandafskrivning.service.js';
export { AFSKRIVNINGENS_KONTROLLER } from './kontrol.js';
export { AFSKRIVNINGSAARSAGER, HAANDAARSAGER, type Afskrivningsaarsag, type Afskrivningsart, type Afskrivningsbeslutning, type Afskrivningsgrund } from './typer.js';
