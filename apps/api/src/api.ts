import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Metrik, Nestlog, nyLog, Tokenkontrol, Ur, type Config, type Logger } from '#app/platform';
import { ApiModule } from './api.module.js';
import { openapiDokument } from './dokumentation/openapi.js';
import { dokumentation } from './dokumentation/ui.js';
import { Adgangsvagt } from './felles/adgang.guard.js';
import type { Server } from './felles/anmodning.js';
import { Problemfilter } from './felles/problemfilter.js';
import { Ruter } from './felles/ruter.js';
import { kroge, nyAdapter, type Serverdele } from './felles/server.js';
import { Valideringspipe } from './felles/validering.js';

export { openapiDokument } from './dokumentation/openapi.js';

export interface Apivalg {
  /** Where log lines go; default standard output. */
  readonly logUd?: { write(linje: string): void };
  /** Controllers beside the API's own; for tests. */
  readonly ekstra?: readonly Type[];
}

/** The address is in use by another program. */
export class PortOptaget extends Error {
  constructor(port: number, vaert: string) { super(`Port ${port} på ${vaert} er optaget af et andet program. Stop det, eller vælg en anden port med PORT=${port + 1}.`); }
}

const ruter = new WeakMap<INestApplication, Ruter>();
/** Every route of an app, as the server has them. */
export const ruterAf = (app: INestApplication): Ruter => ruter.get(app)!;

/** The API, ready to answer, listening nowhere yet. */
export async function bygApi(config: Config, valg: Apivalg = {}): Promise<NestFastifyApplication> {
  const log: Logger = nyLog(config.LOG_NIVEAU, 'api', valg.logUd);
  const adapter = nyAdapter(() => dele);
  const server = adapter.getInstance<Server & { ready(): Promise<unknown> }>();
  const r = new Ruter(server);
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(config, valg.ekstra), adapter, { logger: new Nestlog(log), bodyParser: false, abortOnError: false });
  const filter = new Problemfilter(log, r);
  const dele: Serverdele = { log, filter, metrik: app.get(Metrik), ur: app.get(Ur), tokens: new Tokenkontrol(config.DEBITOR_UDVIKLINGSNOEGLE) };
  kroge(server, dele);
  app.useGlobalFilters(filter).useGlobalGuards(new Adgangsvagt(config)).useGlobalPipes(new Valideringspipe());
  dokumentation(server, () => openapiDokument(app));
  await app.init();
  await server.ready();
  ruter.set(app, r);
  return app;
}

/** Starts the API on config.HOST and config.PORT. @throws PortOptaget */
export async function startApi(config: Config, valg: Apivalg = {}): Promise<INestApplication> {
  const app = await bygApi(config, valg);
  try {
    await app.listen(config.PORT, config.HOST);
    return app;
  } catch (fejl) {
    await app.close();
    throw (fejl as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortOptaget(config.PORT, config.HOST) : fejl;
  }
}

/** The OpenAPI document without a database or a server: the app is described, not started. */
export async function openapiUdenServer(config: Config): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(config), nyAdapter(() => { throw new Error('INGEN_SERVER'); }), { logger: false, preview: true });
  return openapiDokument(app);
}
