import { Module } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { KlarhedsoversigtService } from './klarhed.service.js';
import { PsrmPolitikService } from './politik.service.js';
import { PsrmkontrolService } from './psrmkontrol.service.js';

const SERVICES = [PsrmkontrolService, KlarhedsoversigtService, PsrmPolitikService];

@Module({ imports: [KravsbilagModule], providers: SERVICES, exports: SERVICES })
export class InddrivelseModule {}
