import { Module } from '@nestjs/common';
import { BogholderiService } from './bogholderi.service.js';
import { Dagsafslut } from './dagsafslut.js';
import { PeriodeService } from './periode.service.js';
import { SaldoService } from './saldo.service.js';

@Module({ providers: [BogholderiService, SaldoService, PeriodeService, Dagsafslut], exports: [BogholderiService, SaldoService, PeriodeService, Dagsafslut] })
export class BogholderiModule {}
