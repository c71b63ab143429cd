import { Module } from '@nestjs/common';
import { KravsbilagModule } from '#app/krav';
import { ForaeldelseService } from './foraeldelse.service.js';
import { ForaeldelseskontrolService } from './kontrol.js';
import { ForaeldelsesradarService } from './radar.service.js';
import { ForaeldelsesregisterService } from './registrering.service.js';

const SERVICES = [ForaeldelseService, ForaeldelsesradarService, ForaeldelsesregisterService, ForaeldelseskontrolService];

@Module({ imports: [KravsbilagModule], providers: SERVICES, exports: SERVICES })
export class ForaeldelseModule {}
