/** renter: interest as claims of its own, by regime; only gebyrloven § 3 is taken into use. */
export { type Forklaringsdata, type Grundlagspost, type Renteforklaring } from './forklaring.js';
export { RENTERNES_KONTROLLER } from './kontrol.js';
export { type Bortfald, type Fritagelse, type Rentefri } from './rentefakta.js';
export { RenterModule } from './renter.module.js';
export { type Rentebeslutning, type Renteforskel } from './renter.rules.js';
export { RenterService, type Rentesvar } from './renter.service.js';
