import { Module } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { GenberegningService } from './genberegning.service.js';
import { RenteopgoerelseService } from './opgoerelse.service.js';
import { RenterService } from './renter.service.js';
import { RentevilkaarService } from './vilkaar.service.js';

const SERVICES = [RenterService, RentevilkaarService, GenberegningService, RenteopgoerelseService];

@Module({ imports: [KravsbilagModule], providers: SERVICES, exports: SERVICES })
export class RenterModule {}
