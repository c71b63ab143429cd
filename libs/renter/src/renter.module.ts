import { Module } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { RenterService } from './renter.service.js';

@Module({ imports: [KravsbilagModule], providers: [RenterService], exports: [RenterService] })
export class RenterModule {}
