import { Module } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { IndbetalingModule } from '#app/indbetaling';
import { UdligningModule } from '#app/udligning';
import { ForaeldelseModule } from '#app/foraeldelse';
import { RenterModule } from '#app/renter';
import { RykkerModule } from '#app/rykker';
import { AfskrivningModule } from '#app/afskrivning';
import { InddrivelseModule } from '#app/inddrivelse';
import { KoerselService } from './koersel.service.js';
import { Natplan, Rentetrin } from './natplan.js';
import { NatService } from './nat.service.js';
import { ProeveService } from './proeve.service.js';
import { VerificerService } from './verificer.service.js';

const RUM = [KravsbilagModule, IndbetalingModule, UdligningModule, ForaeldelseModule, RenterModule, RykkerModule, AfskrivningModule, InddrivelseModule];

@Module({
  imports: RUM,
  providers: [Natplan, Rentetrin, NatService, ProeveService, VerificerService, KoerselService],
  exports: [...RUM, Natplan, NatService, ProeveService, VerificerService, KoerselService],
})
export class NatplanModule {}
