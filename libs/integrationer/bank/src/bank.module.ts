import { Module } from '@nestjs/common';
import { IndbetalingModule } from '#app/indbetaling';
import { UdligningModule } from '#app/udligning';
import { BankindlaesningService } from './bankindlaesning.service.js';

/** The bank's files, from raw bytes to cleared claims. */
@Module({ imports: [IndbetalingModule, UdligningModule], providers: [BankindlaesningService], exports: [BankindlaesningService, IndbetalingModule, UdligningModule] })
export class BankModule {}
