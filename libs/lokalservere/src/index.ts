/** A real PostgreSQL and a real Redis of the clone's own, for `npm start`, `npm test` and the benchmarks. */
export { LokalserverFejl, type LokalserverKode } from './fejl.js';
export { sletPostgres, startPostgres, type LokalPostgres, type PostgresValg } from './postgres.js';
export { sletRedis, startRedis, type LokalRedis, type RedisValg } from './redis.js';
export { startServere, type Servere, type Servervalg } from './servere.js';
