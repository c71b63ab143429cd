import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { Database, Metrik, PlatformModule, type Config } from '#app/platform';
import { BogholderiController } from './bogholderi/bogholderi.controller.js';
import { DriftController } from './drift/drift.controller.js';
import { HealthService } from './drift/health.service.js';
import { KasserController } from './kasser/kasser.controller.js';
import { KravController } from './krav/krav.controller.js';
import { OpsaetningController } from './opsaetning/opsaetning.controller.js';
import { SpaerreController } from './spaerrer/spaerre.controller.js';
import { AftalekontoController, ForretningspartnerController } from './stamdata/stamdata.controller.js';

const CONTROLLERE = [KravController, ForretningspartnerController, AftalekontoController, BogholderiController, SpaerreController, KasserController, OpsaetningController, DriftController];

@Module({})
export class ApiModule {
  /** `ekstra`: controllers of a test. */
  static forRoot(config: Config, ekstra: readonly Type[] = []): DynamicModule {
    return {
      module: ApiModule,
      imports: [PlatformModule.forRoot(config), KravsbilagModule],
      controllers: [...CONTROLLERE, ...ekstra],
      providers: [HealthService, { provide: Metrik, inject: [Database], useFactory: (db: Database) => new Metrik(db) }],
    };
  }
}
