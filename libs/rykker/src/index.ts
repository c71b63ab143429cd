export type { Gebyrforklaring, Rykkerbrev, Rykkerstatus } from './forklar.js';
export { GEBYRLOVE, GebyrmaksimumUkendt, type Gebyrregime } from './gebyr.rules.js';
export { RYKKERENS_KONTROLLER } from './kontrol.js';
export { RykkerModule } from './rykker.module.js';
export type { Regelsvar, Rykkerbeslutning, Rykkerprocedure, Ventegrund } from './rykker.rules.js';
export { RykkerService } from './rykker.service.js';
export type { Bortfaldsgrund } from './gebyrproeve.rules.js';
export { GebyrproeveService, type Gebyrproeve } from './gebyrproeve.service.js';
