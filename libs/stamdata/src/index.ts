export * from './entiteter.js';
export * from './partner.service.js';
export * from './placering.service.js';
export * from './stamdata.module.js';
export * from './stamdatalaesning.service.js';
