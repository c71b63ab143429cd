export * from './krav.module.js';
export * from './krav.service.js';
export * from './kravstype.js';
export * from './nytkrav.js';
export * from './opsaetning.js';
export * from './spaerre.service.js';
export * from './vagt.js';
