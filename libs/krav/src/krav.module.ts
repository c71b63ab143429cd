import { Module } from '@nestjs/common';
import { BogholderiModule } from '#app/bogholderi';
import { PsrmModule } from '#app/psrm';
import { AftaleindholdModule } from '#app/stamdata';
import { EjerskabService } from './ejerskab.service.js';
import { KasselaesningService } from './kasselaesning.service.js';
import { KlarhedService } from './klarhed.js';
import { KodelisteService } from './kodeliste.service.js';
import { KravlaesningService } from './kravlaesning.service.js';
import { KravService } from './krav.service.js';
import { KravstypeService } from './kravstype.js';
import { OpsaetningService } from './opsaetning.js';
import { OpsaetningsvalgService } from './opsaetningsvalg.service.js';
import { KravrettelseService } from './rettelse.service.js';
import { SammenlaegService } from './sammenlaegning.service.js';
import { SoegningService } from './soegning.service.js';
import { SpaerreService } from './spaerre.service.js';
import { SpaerrelaesningService } from './spaerrelaesning.service.js';
import { VagtService } from './vagt.js';

const SERVICES = [
  KravService, KodelisteService, KravstypeService, OpsaetningService, SpaerreService, VagtService,
  SammenlaegService, SoegningService, KravlaesningService, SpaerrelaesningService, KasselaesningService, OpsaetningsvalgService, KlarhedService, KravrettelseService, EjerskabService,
];

@Module({
  imports: [BogholderiModule, AftaleindholdModule, PsrmModule],
  providers: SERVICES,
  exports: [BogholderiModule, AftaleindholdModule, PsrmModule, ...SERVICES],
})
export class KravsbilagModule {}
