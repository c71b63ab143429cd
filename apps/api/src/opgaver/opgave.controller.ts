import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '#app/platform';
import { OpgaveService, type Opgaveart } from '#app/stamdata';
import { Idfelt, Valgfelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { antalAf, laesCursor, NR, sideAf, Sidevalg, type Side } from '../felles/side.js';
import { tilSvar } from '../felles/tilsvar.js';
import { AfslutOpgaveDto, OPGAVEARTER, OpgavesideSvar } from '../stamdata/pleje.dto.js';

class OpgavelisteDto extends Sidevalg {
  @Valgfelt(OPGAVEARTER, { tekst: 'Kun opgaver af denne art', eksempel: 'SKIFT_NUMMER', valgfri: true }) art?: Opgaveart;
  @Idfelt({ tekst: 'Kun denne forretningspartners opgaver', eksempel: '1001', valgfri: true }) forretningspartnerId?: string;
  @Valgfelt(['aabne', 'alle'], { tekst: 'Åbne (standard) eller alle', eksempel: 'aabne', valgfri: true }) tilstand?: string;
}

@ApiTags('Opgaver')
@Controller('v1/opgaver')
export class OpgaveController {
  constructor(private readonly db: Database, private readonly opgaver: OpgaveService) {}

  @Get() @Ret('opgave:laes') @KunMyndighed() @Endepunkt('Hvad kun et menneske kan gøre, ældste først', { 403: ['KUN_EGNE_KRAV'], 422: ['VAERDI_UKENDT', 'CURSOR_UGYLDIG', 'ID_UGYLDIGT'] }) @ApiOkResponse({ type: OpgavesideSvar })
  async liste(@Query() v: OpgavelisteDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const antal = antalAf(v);
    const c = laesCursor(v.cursor, NR);
    const r = await this.db.iKommune(hvem, (tx) => this.opgaver.liste(tx, { art: v.art, forretningspartnerId: v.forretningspartnerId, ogsaaAfsluttede: v.tilstand === 'alle' }, c?.[0], antal + 1));
    return sideAf(r, antal, (o) => tilSvar(o), (o) => [o.id]);
  }

  @Post(':id/afslut') @HttpCode(200) @Ret('opgave:loes') @KunMyndighed() @Endepunkt('Afslutter en opgave med en note', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['FELT_MANGLER', 'TEKST_FOR_LANG'] }) @ApiOkResponse({ type: OpgavesideSvar })
  async afslut(@Param('id', Id) id: string, @Body() v: AfslutOpgaveDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.opgaver.afslut(tx, id, v.note);
      const r = await this.opgaver.liste(tx, { ogsaaAfsluttede: true }, String(BigInt(id) - 1n), 1);
      return { poster: r.map((o) => tilSvar(o)), naeste: null };
    });
  }
}
