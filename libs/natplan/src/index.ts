export * from './entiteter.js';
export * from './koersel.service.js';
export * from './nat.service.js';
export * from './natmotor.js';
export * from './natplan.js';
export * from './natplan.module.js';
export * from './proeve.service.js';
export * from './verificer.service.js';
