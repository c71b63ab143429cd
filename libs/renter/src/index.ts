/** renter: interest as claims of its own, by regime, each øre with its derivation. */
export { type Forklaringsdata, type Grundlagspost, type Ledforklaring, type Renteforklaring } from './forklaring.js';
export { GenberegningService, type Genberegnet, type Genberegning, type Inddrivelsessammenligning } from './genberegning.service.js';
export { RENTERNES_KONTROLLER } from './kontrol.js';
export { type Bortfald, type Fritagelse, type Rentefri } from './rentefakta.js';
export { RenteopgoerelseService, type Debitoropgoerelse, type Opgoerelsesvalg, type Renteopgoerelse, type Renteopgoerelseslinje } from './opgoerelse.service.js';
export { RenterModule } from './renter.module.js';
export { type Rentebeslutning, type Renteforskel } from './renter.rules.js';
export { RenterService, type Rentesvar } from './renter.service.js';
export { IngenRentevilkaar, RentevilkaarKunPaaHovedkrav, RentevilkaarService, type NytVilkaar, type Vilkaarsvisning } from './vilkaar.service.js';
