import { Module } from '@nestjs/common';
import { GodkendelseService } from './godkendelse.service.js';

@Module({ providers: [GodkendelseService], exports: [GodkendelseService] })
export class GodkendelseModule {}
