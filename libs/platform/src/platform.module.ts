import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { dato } from '#app/kernel';
import { Config } from './config.js';
import { Database } from './database.js';
import { Ur } from './ur.js';

/** Configuration, clock and database for every room; made once per process by the app. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly db: Database) {}

  static forRoot(config: Config, entiteter: readonly EntityTarget<ObjectLiteral>[] = []): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Config, useValue: config },
        { provide: Ur, useFactory: () => new Ur(config.DEBITOR_DATO === undefined ? undefined : dato(config.DEBITOR_DATO)) },
        { provide: Database, inject: [Ur], useFactory: (ur: Ur) => new Database(config, ur, entiteter).aabn() },
      ],
      exports: [Config, Ur, Database],
    };
  }

  async onApplicationShutdown(): Promise<void> { await this.db.luk(); }
}
