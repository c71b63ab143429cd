import { Module } from '@nestjs/common';
import { IndbetalingModule } from '#app/indbetaling';
import { UdligningModule } from '#app/udligning';
import { BankfilerService } from './bankfiler.service.js';
import { BankindlaesningService } from './bankindlaesning.service.js';

/** The bank's files, from raw bytes to cleared claims. */
@Module({ imports: [IndbetalingModule, UdligningModule], providers: [BankindlaesningService, BankfilerService], exports: [BankindlaesningService, BankfilerService, IndbetalingModule, UdligningModule] })
export class BankModule {}
