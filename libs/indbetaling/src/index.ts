export * from './afklaring.service.js';
export * from './bankkonto.rules.js';
export * from './bankkonto.service.js';
export * from './indbetaling.fejl.js';
export * from './indbetaling.kontrol.js';
export * from './indbetaling.module.js';
export * from './indbetaling.rules.js';
export * from './indbetaling.service.js';
