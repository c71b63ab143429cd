import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Fakturalaesning } from '#app/fakturering';
import { laesDato } from '#app/kernel';
import { Fakturatrin } from '#app/natplan';
import { Database } from '#app/platform';
import { StamdatalaesningService } from '#app/stamdata';
import { Datofelt, Idfelt, JaNejfelt } from '../felles/felter.js';
import { Formaal, Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { antalAf, laesCursor, NR, sideAf, Sidevalg, type Side } from '../felles/side.js';
import { AfregningsbilagsideSvar, FakturasideSvar, FakturaSvar, FakturerSvar } from './fakturering.svar.js';

class FakturalisteDto extends Sidevalg {
  @Idfelt({ tekst: 'Debitors regninger', eksempel: '1001', valgfri: true }) forretningspartnerId?: string;
  @Idfelt({ tekst: 'Regninger med dette krav', eksempel: '1004', valgfri: true }) kravId?: string;
  @Datofelt({ tekst: 'Dateret fra og med', eksempel: '2026-03-01', valgfri: true }) fra?: string;
  @Datofelt({ tekst: 'Dateret til og med', eksempel: '2026-03-31', valgfri: true }) til?: string;
}
class VentelisteDto extends Sidevalg {
  @Idfelt({ tekst: 'Debitors krav', eksempel: '1001', valgfri: true }) forretningspartnerId?: string;
}
class FakturerDto {
  @JaNejfelt({ tekst: 'true: også krav, hvis tid ikke er kommet, eller som tilsammen er under mindstebeløbet; standard false', eksempel: false, valgfri: true }) alle?: boolean;
}
/** What waits may be many; the desk sees the first of them. */
const VIST = 100;

@ApiTags('Fakturering')
@Controller('v1')
export class FaktureringController {
  constructor(private readonly db: Database, private readonly laesning: Fakturalaesning, private readonly trin: Fakturatrin, private readonly stamdata: StamdatalaesningService) {}

  @Get('faktureringsbilag') @Ret('krav:laes') @Endepunkt('Regninger, nyeste først', { 422: ['ID_UGYLDIGT', 'DATO_UGYLDIG', 'CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: FakturasideSvar })
  async liste(@Query() v: FakturalisteDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const antal = antalAf(v);
    const filter = { forretningspartnerId: v.forretningspartnerId, kravId: v.kravId, fra: v.fra === undefined ? undefined : laesDato('fra', v.fra), til: v.til === undefined ? undefined : laesDato('til', v.til), efter: laesCursor(v.cursor, NR)?.[0], antal };
    return sideAf(await this.db.iKommune(hvem, (tx) => this.laesning.liste(tx, filter), { laes: true }), antal, ud, (f) => [f.id]);
  }

  @Get('faktureringsbilag/:id') @Ret('krav:laes') @Endepunkt('En regning med sine linjer', { 404: ['IKKE_FUNDET'], 422: ['FORMAAL_UGYLDIGT'] })
  @ApiHeader({ name: 'X-Formaal', required: false, description: 'Formålet med opslaget; en persons opslag logges', schema: { type: 'string', example: 'Spørgsmål fra borger' } })
  @ApiOkResponse({ type: FakturaSvar })
  hent(@Param('id', Id) id: string, @Hvem() hvem: Hvem, @Formaal() formaal: string): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      const { positioner, ...f } = await this.laesning.hent(tx, id);
      if (tx.fagsystem === undefined) await this.stamdata.noterOpslag(tx, f.forretningspartnerId, formaal || 'Visning af regning', 'LAES_FAKTURA');
      return { ...ud(f), positioner: positioner.map(ud) };
    }, { laes: true });
  }

  @Get('afregningsbilag') @Ret('krav:laes') @Endepunkt('Krav, der venter på at blive opkrævet, og hvorfor', { 422: ['ID_UGYLDIGT', 'CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: AfregningsbilagsideSvar })
  async venter(@Query() v: VentelisteDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const antal = antalAf(v);
    const filter = { forretningspartnerId: v.forretningspartnerId, efter: laesCursor(v.cursor, NR)?.[0], antal };
    return sideAf(await this.db.iKommune(hvem, (tx) => this.laesning.ventende(tx, filter), { laes: true }), antal, ud, (k) => [k.kravId]);
  }

  @Post('forretningspartnere/:id/fakturer') @HttpCode(200) @Ret('faktura:opret') @KunMyndighed()
  @Endepunkt('Opkræver nu, hvad der venter hos en debitor', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['JA_NEJ_FORVENTET', 'FELT_UKENDT'] })
  @ApiOkResponse({ type: FakturerSvar })
  fakturer(@Param('id', Id) id: string, @Body() v: FakturerDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.stamdata.kraevPartner(tx, id);
      const ider = await this.trin.nu(tx, id, v.alle === true);
      const fakturaer = (await this.laesning.liste(tx, { forretningspartnerId: id, antal: VIST })).filter((f) => ider.includes(f.id));
      return { fakturaer: fakturaer.map(ud), venter: (await this.laesning.ventende(tx, { forretningspartnerId: id, antal: VIST })).map(ud) };
    });
  }
}

/** The room's `srb` by its full name. */
const ud = <F extends { readonly srb: string }>({ srb, ...f }: F): object => ({ ...f, sidsteRettidigeBetalingsdato: srb });
