export { type Afregningslinje, type Fakturafilter, Fakturalaesning, type Fakturaoplysning, type Fakturaposition } from './fakturalaesning.service.js';
export { Fakturanumre } from './fakturanumre.js';
export { FaktureringModule } from './fakturering.module.js';
export { type Ventegrund, VENTEGRUNDE } from './fakturering.rules.js';
export { FaktureringService, type Fakturavalg } from './fakturering.service.js';
export { FAKTURERINGENS_KONTROLLER } from './kontrol.js';
