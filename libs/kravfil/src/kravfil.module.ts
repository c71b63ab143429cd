import { Module, type DynamicModule } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { KravfillaesningService } from './kravfillaesning.service.js';
import { KravfilmodtagelseService } from './modtagelse.service.js';
import { KRAVLAESER, KravfilService, type Kravlaeser } from './kravfil.service.js';

const SERVICES = [KravfilmodtagelseService, KravfilService, KravfillaesningService];

@Module({})
export class KravfilModule {
  /** `laeser`: how the API reads a claim, so that a file's claims meet the same checks and the same words. */
  static med(laeser: Kravlaeser): DynamicModule {
    return { module: KravfilModule, imports: [KravsbilagModule], providers: [...SERVICES, { provide: KRAVLAESER, useValue: laeser }], exports: SERVICES };
  }
}
