import { Module } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { AfskrivningService } from './afskrivning.service.js';

@Module({ imports: [KravsbilagModule], providers: [AfskrivningService], exports: [AfskrivningService] })
export class AfskrivningModule {}
