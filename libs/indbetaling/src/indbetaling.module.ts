import { Module } from '@nestjs/common';
import { BogholderiModule } from '#app/bogholderi';
import { KravsbilagModule } from '#app/krav';
import { AfklaringService } from './afklaring.service.js';
import { BankkontoService } from './bankkonto.service.js';
import { IndbetalingService } from './indbetaling.service.js';

@Module({ imports: [BogholderiModule, KravsbilagModule], providers: [IndbetalingService, AfklaringService, BankkontoService], exports: [IndbetalingService, AfklaringService, BankkontoService] })
export class IndbetalingModule {}
