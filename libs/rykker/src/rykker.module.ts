import { Module } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { RykkerService } from './rykker.service.js';

@Module({ imports: [KravsbilagModule], providers: [RykkerService], exports: [RykkerService] })
export class RykkerModule {}
