import { Module } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { GebyrproeveService } from './gebyrproeve.service.js';
import { RykkerService } from './rykker.service.js';

@Module({ imports: [KravsbilagModule], providers: [RykkerService, GebyrproeveService], exports: [RykkerService, GebyrproeveService] })
export class RykkerModule {}
