import { Module, type DynamicModule } from '@nestjs/common';
import { NatplanModule } from '#app/natplan';
import { BankModule } from '#app/integrationer/bank';
import { ForretningspartnerModule } from '#app/stamdata';
import { Demobank } from './demobank.js';
import { Fagsystemer } from './fagsystemer.js';
import { Folkeregister } from './folkeregister.js';
import { Kravsager } from './kravsager.js';
import { Demosager } from './sager.js';
import { DemoService } from './simulering.js';
import { Stamdatarettelser, Stamdatasager } from './stamdatasager.js';

/** The demo kommune of `npm start`; a proevemiljoe only, since it says when things were known. */
@Module({})
export class DemoModule {
  /** `kravfil`: the room of files with the app's way of reading a claim. */
  static med(kravfil: DynamicModule): DynamicModule {
    return { module: DemoModule, imports: [NatplanModule, BankModule, ForretningspartnerModule, kravfil], providers: [Demobank, Fagsystemer, Folkeregister, Kravsager, Stamdatasager, Stamdatarettelser, Demosager, DemoService], exports: [DemoService] };
  }
}
