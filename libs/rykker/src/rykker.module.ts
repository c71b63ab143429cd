import { Module } from '@nestjs/common';
import { GodkendelseModule } from '#app/godkendelse';
import { KravsbilagModule } from '#app/krav';
import { RykkerannulleringService } from './annullering.service.js';
import { RykkerbeslutningService } from './beslutning.service.js';
import { ForslagsskrivningService } from './forslag.service.js';
import { GebyrproeveService } from './gebyrproeve.service.js';
import { RykkerkoerselsdeleService } from './rykkerkoersel.dele.js';
import { RykkerkoerselService } from './rykkerkoersel.service.js';
import { RykkerkoersellaesningService } from './rykkerkoersellaesning.service.js';
import { RykkerprocedureService } from './procedure.service.js';
import { RykkerService } from './rykker.service.js';
import { RykkerstatusService } from './status.service.js';
import { UdsendelseService } from './udsendelse.service.js';
import { UnderretningService } from './underretning.service.js';

const SERVICES = [RykkerService, GebyrproeveService, RykkerannulleringService, RykkerkoerselService, RykkerkoerselsdeleService, RykkerkoersellaesningService, RykkerprocedureService, RykkerstatusService, UnderretningService];

@Module({ imports: [KravsbilagModule, GodkendelseModule], providers: [...SERVICES, RykkerbeslutningService, ForslagsskrivningService, UdsendelseService], exports: SERVICES })
export class RykkerModule {}
