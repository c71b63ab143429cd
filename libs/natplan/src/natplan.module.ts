import { Module } from '@nestjs/common';
import { GodkendelseModule } from '#app/godkendelse';
import { KravsbilagModule } from '#app/krav';
import { IndbetalingModule } from '#app/indbetaling';
import { UdligningModule } from '#app/udligning';
import { FaktureringModule } from '#app/fakturering';
import { ForaeldelseModule } from '#app/foraeldelse';
import { RenterModule } from '#app/renter';
import { RykkerModule } from '#app/rykker';
import { AfskrivningModule } from '#app/afskrivning';
import { InddrivelseModule } from '#app/inddrivelse';
import { ReguleringModule } from '#app/regulering';
import { KvitteringService } from './kvittering.service.js';
import { KoerselService } from './koersel.service.js';
import { KoerselfejlService } from './koerselfejl.service.js';
import { Fakturatrin, Natplan, Rentetrin } from './natplan.js';
import { NatService } from './nat.service.js';
import { NatgodkendelseService } from './natgodkendelse.service.js';
import { OphaevelseService } from './ophaevelse.service.js';
import { ProeverapportService } from './proeverapport.service.js';
import { ProeveService } from './proeve.service.js';
import { RettelseService } from './rettelse.service.js';
import { SammenligningService } from './sammenligning.service.js';
import { VerificerService } from './verificer.service.js';

const RUM = [KravsbilagModule, GodkendelseModule, IndbetalingModule, UdligningModule, ForaeldelseModule, FaktureringModule, RenterModule, RykkerModule, AfskrivningModule, InddrivelseModule, ReguleringModule];

@Module({
  imports: RUM,
  providers: [Natplan, Fakturatrin, Rentetrin, NatService, ProeveService, VerificerService, KoerselService, KoerselfejlService, SammenligningService, ProeverapportService, NatgodkendelseService, KvitteringService, RettelseService, OphaevelseService],
  exports: [...RUM, Natplan, Fakturatrin, NatService, ProeveService, VerificerService, KoerselService, KoerselfejlService, SammenligningService, ProeverapportService, NatgodkendelseService, KvitteringService, RettelseService, OphaevelseService],
})
export class NatplanModule {}
