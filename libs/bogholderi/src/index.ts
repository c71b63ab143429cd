export * from './bilag.js';
export * from './bogholderi.module.js';
export * from './bogholderi.service.js';
export * from './dagsafslut.js';
export * from './kontrol.js';
export * from './periode.service.js';
export * from './saldo.service.js';
