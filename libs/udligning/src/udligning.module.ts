import { Module } from '@nestjs/common';
import { BogholderiModule } from '#app/bogholderi';
import { KravsbilagModule } from '#app/krav';
import { UdligningService } from './udligning.service.js';

@Module({ imports: [BogholderiModule, KravsbilagModule], providers: [UdligningService], exports: [UdligningService] })
export class UdligningModule {}
