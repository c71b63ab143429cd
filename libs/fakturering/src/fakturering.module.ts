import { Module } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { Fakturalaesning } from './fakturalaesning.service.js';
import { Fakturanumre } from './fakturanumre.js';
import { FaktureringService } from './fakturering.service.js';

const SERVICES = [FaktureringService, Fakturanumre, Fakturalaesning];

@Module({ imports: [KravsbilagModule], providers: SERVICES, exports: SERVICES })
export class FaktureringModule {}
