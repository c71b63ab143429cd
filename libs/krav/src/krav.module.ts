import { Module } from '@nestjs/common';
import { BogholderiModule } from '#app/bogholderi';
import { AftaleindholdModule } from '#app/stamdata';
import { KravService } from './krav.service.js';
import { KravstypeService } from './kravstype.js';
import { OpsaetningService } from './opsaetning.js';
import { SpaerreService } from './spaerre.service.js';
import { VagtService } from './vagt.js';

@Module({
  imports: [BogholderiModule, AftaleindholdModule],
  providers: [KravService, KravstypeService, OpsaetningService, SpaerreService, VagtService],
  exports: [BogholderiModule, AftaleindholdModule, KravService, KravstypeService, OpsaetningService, SpaerreService, VagtService],
})
export class KravsbilagModule {}
