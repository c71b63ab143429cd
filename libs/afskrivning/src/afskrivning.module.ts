import { Module } from '@nestjs/common';
import { GodkendelseModule } from '#app/godkendelse';
import { KravsbilagModule } from '#app/krav';
import { AfskrivningService } from './afskrivning.service.js';
import { AfskrivningslaesningService } from './afskrivningslaesning.service.js';
import { HaandafskrivningService } from './haandafskrivning.service.js';

const SERVICES = [AfskrivningService, HaandafskrivningService, AfskrivningslaesningService];

@Module({ imports: [KravsbilagModule, GodkendelseModule], providers: SERVICES, exports: [...SERVICES, GodkendelseModule] })
export class AfskrivningModule {}
