import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { BankModule } from '#app/integrationer/bank';
import { KravfilModule } from '#app/kravfil';
import { ENTITETER, NatplanModule } from '#app/natplan';
import { Database, Metrik, PlatformModule, type Config } from '#app/platform';
import { AfskrivningController, KravafskrivningController } from './afskrivninger/afskrivning.controller.js';
import { AfklaringController, BankfilController, BankkontoController } from './bank/bank.controller.js';
import { BogholderiController } from './bogholderi/bogholderi.controller.js';
import { DriftController } from './drift/drift.controller.js';
import { HealthService } from './drift/health.service.js';
import { FaktureringController } from './fakturering/fakturering.controller.js';
import { ForaeldelseController, KravforaeldelseController } from './foraeldelse/foraeldelse.controller.js';
import { GodkendelseController } from './godkendelser/godkendelse.controller.js';
import { KasserController } from './kasser/kasser.controller.js';
import { KODELISTECONTROLLERE } from './kodelister/kodeliste.controller.js';
import { RykkerprocedureController } from './kodelister/rykkerprocedure.controller.js';
import { Kodelisteruter } from './kodelister/kodelisteruter.js';
import { InddrivelseController, KravklarhedController } from './inddrivelse/inddrivelse.controller.js';
import { KoerselController } from './koersler/koersel.controller.js';
import { ForklaringController } from './krav/forklaring.controller.js';
import { KravController } from './krav/krav.controller.js';
import { KravfilController } from './krav/kravfil.controller.js';
import { KRAVPOST } from './krav/kravlaeser.js';
import { OpsaetningController } from './opsaetning/opsaetning.controller.js';
import { KravreguleringController, ReguleringController } from './regulering/regulering.controller.js';
import { KravrenteController, RenteopgoerelseController } from './renter/renter.controller.js';
import { RettelseController } from './rettelser/rettelse.controller.js';
import { Rettelsesruter } from './rettelser/rettelsesruter.js';
import { RykkerController, RykkerkoerselController } from './rykkere/rykker.controller.js';
import { SpaerreController } from './spaerrer/spaerre.controller.js';
import { OpgaveController } from './opgaver/opgave.controller.js';
import { SoegningController } from './soegning/soegning.controller.js';
import { AftaleController } from './stamdata/aftale.controller.js';
import { EjerskabController } from './stamdata/ejerskab.controller.js';
import { PartnerplejeController } from './stamdata/partnerpleje.controller.js';
import { AftalekontoController, ForretningspartnerController } from './stamdata/stamdata.controller.js';

const CONTROLLERE = [
  KravController, KravfilController, ForklaringController, ForretningspartnerController, AftalekontoController, PartnerplejeController, AftaleController, EjerskabController, OpgaveController, SoegningController, BankfilController, BankkontoController, AfklaringController, BogholderiController,
  FaktureringController, KravrenteController, RenteopgoerelseController, InddrivelseController, KravklarhedController, ForaeldelseController, KravforaeldelseController, KravreguleringController, ReguleringController, RettelseController, SpaerreController, RykkerkoerselController, RykkerController, RykkerprocedureController, KasserController, GodkendelseController, KravafskrivningController, AfskrivningController, OpsaetningController, KoerselController, DriftController, ...KODELISTECONTROLLERE,
];

@Module({})
export class ApiModule {
  /** `ekstra`: controllers of a test. */
  static forRoot(config: Config, ekstra: readonly Type[] = []): DynamicModule {
    return {
      module: ApiModule,
      imports: [PlatformModule.forRoot(config, ENTITETER), NatplanModule, BankModule, KravfilModule.med(KRAVPOST)],
      controllers: [...CONTROLLERE, ...ekstra],
      providers: [HealthService, Kodelisteruter, Rettelsesruter, { provide: Metrik, inject: [Database], useFactory: (db: Database) => new Metrik(db) }],
    };
  }
}
