/** kernel: money, days, ids and errors. Pure: no Nest, no TypeORM, no clock, no settings. */
export * from './bankdage.js';
export * from './beloeb.js';
export * from './dansktid.js';
export * from './dato.js';
export * from './fejl.js';
export * from './fik.js';
export * from './fordel.js';
export * from './grupper.js';
export * from './identer.js';
export * from './periode.js';
