import { NestFactory } from '@nestjs/core';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { Afsender, Database, Koe, Mappetransport, PlatformModule, type Config } from '#app/platform';
import { KravfilModule, KravfilService } from '#app/kravfil';
import { ENTITETER, Natmotor, Natplan, NatplanModule, NatService, ProeveService, type Natlog } from '#app/natplan';
import { RykkerkoerselsdeleService } from '#app/rykker';
import { KRAVPOST } from '../../api/src/krav/kravlaeser.js';

export interface Worker { readonly app: INestApplicationContext; stop(): Promise<void> }

/** Starts a worker in this process: takes nights forward and works on parts. Any number may run, on any number of machines. */
export async function startWorker(config: Config, log: Natlog): Promise<Worker> {
  @Module({ imports: [PlatformModule.forRoot(config, ENTITETER), NatplanModule, KravfilModule.med(KRAVPOST)] })
  class WorkerModule {}
  const app = await NestFactory.createApplicationContext(WorkerModule, { logger: false });
  const koe = new Koe(config.REDIS_URL);
  const afsender = config.UDBAKKE_MAPPE === undefined ? undefined : new Afsender(app.get(Database), new Mappetransport(config.UDBAKKE_MAPPE));
  const motor = new Natmotor(app.get(Database), app.get(NatService), app.get(Natplan), koe, log, config.PULS_MS, afsender, [app.get(KravfilService), app.get(ProeveService), app.get(RykkerkoerselsdeleService)]);
  await motor.start(config.SAMTIDIGE_DELE);
  return { app, stop: async () => { await motor.stop(); await app.close(); } };
}
