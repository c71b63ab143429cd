export * from './udligning.fakta.js';
export * from './udligning.forklaring.js';
export * from './udligning.kontrol.js';
export * from './udligning.module.js';
export * from './udligning.rules.js';
export * from './udligning.service.js';
export * from './udligningsforskel.rules.js';
