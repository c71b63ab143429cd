import { Module } from '@nestjs/common';
import { BogholderiService } from './bogholderi.service.js';
import { Dagsafslut } from './dagsafslut.js';
import { PeriodeService } from './periode.service.js';
import { PosteringslaesningService } from './posteringslaesning.service.js';
import { SaldoService } from './saldo.service.js';

@Module({ providers: [BogholderiService, SaldoService, PeriodeService, PosteringslaesningService, Dagsafslut], exports: [BogholderiService, SaldoService, PeriodeService, PosteringslaesningService, Dagsafslut] })
export class BogholderiModule {}
