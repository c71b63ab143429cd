import { Module } from '@nestjs/common';
import { BogholderiModule } from '#app/bogholderi';
import { AftaleindholdModule } from '#app/stamdata';
import { KasselaesningService } from './kasselaesning.service.js';
import { KravlaesningService } from './kravlaesning.service.js';
import { KravService } from './krav.service.js';
import { KravstypeService } from './kravstype.js';
import { OpsaetningService } from './opsaetning.js';
import { OpsaetningsvalgService } from './opsaetningsvalg.service.js';
import { SpaerreService } from './spaerre.service.js';
import { SpaerrelaesningService } from './spaerrelaesning.service.js';
import { VagtService } from './vagt.js';

const SERVICES = [
  KravService, KravstypeService, OpsaetningService, SpaerreService, VagtService,
  KravlaesningService, SpaerrelaesningService, KasselaesningService, OpsaetningsvalgService,
];

@Module({
  imports: [BogholderiModule, AftaleindholdModule],
  providers: SERVICES,
  exports: [BogholderiModule, AftaleindholdModule, ...SERVICES],
})
export class KravsbilagModule {}
