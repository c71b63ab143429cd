import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SoegningService } from '#app/krav';
import { Database } from '#app/platform';
import { Hvem } from '../felles/hvem.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { Laesende, Ret } from '../felles/ret.js';
import type { Side } from '../felles/side.js';
import { FundsideSvar, SoegtekstDto } from '../stamdata/pleje.dto.js';

const HOEJST = 50;

@ApiTags('Søgning')
@Controller('v1/soeg')
export class SoegningController {
  constructor(private readonly db: Database, private readonly soegning: SoegningService) {}

  /** A POST, since what is searched for may be a person's number, and an address stays in logs. */
  @Post() @HttpCode(200) @Laesende() @Ret('partner:laes')
  @Endepunkt('Søger på nummer, navn, adresse, kundenummer, betalings-id, bilagsnummer og reference', { 422: ['FELT_MANGLER', 'TEKST_FOR_LANG'] }) @ApiOkResponse({ type: FundsideSvar })
  async soeg(@Body() v: SoegtekstDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    return { poster: await this.db.iKommune(hvem, (tx) => this.soegning.soeg(tx, v.tekst, HOEJST)), naeste: null };
  }
}
