import { Module } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { ReguleringslaesningService } from './laesning.service.js';
import { ReguleringService } from './regulering.service.js';

const SERVICES = [ReguleringService, ReguleringslaesningService];

@Module({ imports: [KravsbilagModule], providers: SERVICES, exports: SERVICES })
export class ReguleringModule {}
