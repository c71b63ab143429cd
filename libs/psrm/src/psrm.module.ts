import { Module } from '@nestjs/common';
import { PsrmFilterService } from './filter.service.js';

@Module({ providers: [PsrmFilterService], exports: [PsrmFilterService] })
export class PsrmModule {}
