import { Module } from '@nestjs/common';
import { ForretningspartnerModule } from '#app/stamdata';
import { NatplanModule } from '#app/natplan';
import { BankModule } from '#app/integrationer/bank';
import { Demobank } from './demobank.js';
import { DemoService } from './simulering.js';

/** The demo kommune of `npm start`; a proevemiljoe only, since it says when things were known. */
@Module({ imports: [NatplanModule, BankModule, ForretningspartnerModule], providers: [Demobank, DemoService], exports: [DemoService] })
export class DemoModule {}
