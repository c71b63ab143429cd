import { Module } from '@nestjs/common';
import { AftaleService } from './aftale.service.js';
import { HaefterService } from './haefter.service.js';
import { IdentService } from './ident.service.js';
import { KontaktService } from './kontakt.service.js';
import { Sammenlaegningsophaevelse } from './ophaevelse.js';
import { OpgaveService } from './opgave.service.js';
import { PartnerService } from './partner.service.js';
import { PlaceringService } from './placering.service.js';
import { Partnersammenlaegning } from './sammenlaegning.js';
import { StamdatalaesningService } from './stamdatalaesning.service.js';

const PARTNER = [PartnerService, StamdatalaesningService, IdentService, KontaktService, OpgaveService, Partnersammenlaegning, Sammenlaegningsophaevelse, HaefterService];

/** Who owes: the rooms the owner named, each with its own tables and its own part of the API. */
@Module({ providers: PARTNER, exports: PARTNER })
export class ForretningspartnerModule {}

@Module({ providers: [PlaceringService, AftaleService], exports: [PlaceringService, AftaleService] })
export class AftalekontoModule {}

@Module({ imports: [ForretningspartnerModule, AftalekontoModule], exports: [ForretningspartnerModule, AftalekontoModule] })
export class AftaleindholdModule {}
