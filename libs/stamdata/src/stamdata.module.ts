import { Module } from '@nestjs/common';
import { PartnerService } from './partner.service.js';
import { PlaceringService } from './placering.service.js';
import { StamdatalaesningService } from './stamdatalaesning.service.js';

/** Who owes: the rooms the owner named, each with its own tables and its own part of the API. */
@Module({ providers: [PartnerService, StamdatalaesningService], exports: [PartnerService, StamdatalaesningService] })
export class ForretningspartnerModule {}

@Module({ providers: [PlaceringService], exports: [PlaceringService] })
export class AftalekontoModule {}

@Module({ imports: [ForretningspartnerModule, AftalekontoModule], exports: [ForretningspartnerModule, AftalekontoModule] })
export class AftaleindholdModule {}
