import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { KravlaesningService } from '#app/krav';
import { Database, type Tx } from '#app/platform';
import { AftaleService, HaefterService, type Aftaleniveau, type Haefter, type Haefteobjekt } from '#app/stamdata';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import type { Side } from '../felles/side.js';
import { tilSvar } from '../felles/tilsvar.js';
import { Rettelsesruter } from '../rettelser/rettelsesruter.js';
import { fraAf, kunSendte, periodeAf } from './partnerpleje.controller.js';
import {
  HaefterhistorikSvar, HaefterlisteDto, HaeftersideSvar, IndholdshistorikSvar, IndholdSvar, KontohistorikSvar, KontoSvar, KorrespondancesideSvar, KorrespondentDto, RetIndholdDto, RetKontoDto,
} from './pleje.dto.js';

/** What is said of an account and an aftaleindhold, dated; who gets the letters; who is liable. */
@ApiTags('Aftaler')
@Controller('v1')
export class AftaleController {
  constructor(private readonly db: Database, private readonly aftaler: AftaleService, private readonly haeftere: HaefterService, private readonly krav: KravlaesningService, private readonly ruter: Rettelsesruter) {}

  @Get('aftalekonti/:id') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Aftalekontoens oplysninger i dag', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] }) @ApiOkResponse({ type: KontoSvar })
  konto(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<object> { return this.db.iKommune(hvem, (tx) => this.aftaler.konto(tx, id, tx.forretningsdato)); }

  @Get('aftalekonti/:id/historik') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Alt, der er sagt om aftalekontoen, nyeste viden først', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] }) @ApiOkResponse({ type: KontohistorikSvar })
  async kontohistorik(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<object>> { return { poster: await this.db.iKommune(hvem, async (tx) => tilSvar(await this.aftaler.kontohistorik(tx, id))), naeste: null }; }

  @Put('aftalekonti/:id') @Ret('konto:ret') @KunMyndighed() @Endepunkt('Retter aftalekontoens oplysninger fra en dag', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['DATO_UGYLDIG', 'PERIODE_OMVENDT'] }) @ApiOkResponse({ type: KontoSvar })
  retKonto(@Param('id', Id) id: string, @Body() v: RetKontoDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      const [fra, til] = periodeAf(tx, v);
      const { fra: _f, til: _t, ...ny } = v;
      await this.aftaler.retKonto(tx, id, kunSendte(ny), fra, til);
      return this.aftaler.konto(tx, id, fra);
    });
  }

  @Get('aftaleindhold/:id') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Aftaleindholdets oplysninger i dag', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] }) @ApiOkResponse({ type: IndholdSvar })
  indhold(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<object> { return this.db.iKommune(hvem, (tx) => this.aftaler.indhold(tx, id, tx.forretningsdato)); }

  @Get('aftaleindhold/:id/historik') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Alt, der er sagt om aftaleindholdet, nyeste viden først', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] }) @ApiOkResponse({ type: IndholdshistorikSvar })
  async indholdshistorik(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<object>> { return { poster: await this.db.iKommune(hvem, async (tx) => tilSvar(await this.aftaler.indholdshistorik(tx, id))), naeste: null }; }

  @Put('aftaleindhold/:id') @Ret('konto:ret') @KunMyndighed() @Endepunkt('Retter aftaleindholdets oplysninger fra en dag', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['DATO_UGYLDIG', 'PERIODE_OMVENDT', 'ID_UGYLDIGT'] }) @ApiOkResponse({ type: IndholdSvar })
  retIndhold(@Param('id', Id) id: string, @Body() v: RetIndholdDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      const [fra, til] = periodeAf(tx, v);
      const { fra: _f, til: _t, ...ny } = v;
      await this.aftaler.retIndhold(tx, id, kunSendte(ny), fra, til);
      return this.aftaler.indhold(tx, id, fra);
    });
  }

  @Get('aftalekonti/:id/korrespondance') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Hvem der får kontoens breve', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] }) @ApiOkResponse({ type: KorrespondancesideSvar })
  kontosBreve(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.breve(hvem, 'AFTALEKONTO', id); }
  @Put('aftalekonti/:id/korrespondance') @Ret('konto:ret') @KunMyndighed() @Endepunkt('Sætter, hvem der får kontoens breve', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['VAERDI_UKENDT', 'ID_UGYLDIGT', 'DATO_UGYLDIG', 'PERIODE_OMVENDT'] }) @ApiOkResponse({ type: KorrespondancesideSvar })
  saetKontosBreve(@Param('id', Id) id: string, @Body() v: KorrespondentDto, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.saetBreve(hvem, 'AFTALEKONTO', id, v); }
  @Post('aftalekonti/:id/korrespondance/fjern') @HttpCode(200) @Ret('konto:ret') @KunMyndighed() @Endepunkt('Fjerner en modtager af kontoens breve fra en dag', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['VAERDI_UKENDT', 'ID_UGYLDIGT', 'DATO_UGYLDIG'] }) @ApiOkResponse({ type: KorrespondancesideSvar })
  fjernKontosBreve(@Param('id', Id) id: string, @Body() v: KorrespondentDto, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.fjernBreve(hvem, 'AFTALEKONTO', id, v); }

  @Get('aftaleindhold/:id/korrespondance') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Hvem der får aftaleindholdets breve', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] }) @ApiOkResponse({ type: KorrespondancesideSvar })
  indholdsBreve(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.breve(hvem, 'AFTALEINDHOLD', id); }
  @Put('aftaleindhold/:id/korrespondance') @Ret('konto:ret') @KunMyndighed() @Endepunkt('Sætter, hvem der får aftaleindholdets breve', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['VAERDI_UKENDT', 'ID_UGYLDIGT', 'DATO_UGYLDIG', 'PERIODE_OMVENDT'] }) @ApiOkResponse({ type: KorrespondancesideSvar })
  saetIndholdsBreve(@Param('id', Id) id: string, @Body() v: KorrespondentDto, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.saetBreve(hvem, 'AFTALEINDHOLD', id, v); }
  @Post('aftaleindhold/:id/korrespondance/fjern') @HttpCode(200) @Ret('konto:ret') @KunMyndighed() @Endepunkt('Fjerner en modtager af aftaleindholdets breve fra en dag', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['VAERDI_UKENDT', 'ID_UGYLDIGT', 'DATO_UGYLDIG'] }) @ApiOkResponse({ type: KorrespondancesideSvar })
  fjernIndholdsBreve(@Param('id', Id) id: string, @Body() v: KorrespondentDto, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.fjernBreve(hvem, 'AFTALEINDHOLD', id, v); }

  @Get('aftaleindhold/:id/haeftere') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Hvem der hæfter for aftaleindholdet i dag', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] }) @ApiOkResponse({ type: HaeftersideSvar })
  indholdsHaeftere(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.haefterliste(hvem, (tx) => this.haeftere.aftaleindhold(tx, id)); }
  @Get('aftaleindhold/:id/haeftere/historik') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Hvem der har hæftet for aftaleindholdet, nyeste viden først', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] }) @ApiOkResponse({ type: HaefterhistorikSvar })
  indholdsHaefterhistorik(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.haefterhistorik(hvem, (tx) => this.haeftere.aftaleindhold(tx, id)); }
  @Put('aftaleindhold/:id/haeftere') @Ret('konto:ret') @KunMyndighed() @Endepunkt('Sætter alle, der hæfter for aftaleindholdet fra en dag; ændrer det frister eller andet bogført, skal kvitteringen bekræftes', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: ['KVITTERING_KRAEVES', 'KVITTERING_FORAELDET'], 422: ['AFTRYK_UGYLDIGT', 'HAEFTERLISTE_UGYLDIG', 'KAN_IKKE_HAEFTE', 'DATO_UGYLDIG', 'ID_UGYLDIGT'] }) @ApiOkResponse({ type: HaeftersideSvar })
  saetIndholdsHaeftere(@Param('id', Id) id: string, @Body() v: HaefterlisteDto, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.saetHaeftere(hvem, v, { niveau: 'AFTALEINDHOLD', objektId: id }, (tx) => this.haeftere.aftaleindhold(tx, id)); }

  @Get('krav/:id/haeftere') @Ret('krav:laes') @KunMyndighed() @Endepunkt('Hvem der hæfter for netop dette krav i dag; tom: som aftaleindholdet', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] }) @ApiOkResponse({ type: HaeftersideSvar })
  kravetsHaeftere(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.haefterliste(hvem, (tx) => this.kravet(tx, id)); }
  @Get('krav/:id/haeftere/historik') @Ret('krav:laes') @KunMyndighed() @Endepunkt('Hvem der har hæftet for netop dette krav, nyeste viden først', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] }) @ApiOkResponse({ type: HaefterhistorikSvar })
  kravetsHaefterhistorik(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.haefterhistorik(hvem, (tx) => this.kravet(tx, id)); }
  @Put('krav/:id/haeftere') @Ret('konto:ret') @KunMyndighed() @Endepunkt('Sætter alle, der hæfter for netop dette krav fra en dag; ændrer det frister eller andet bogført, skal kvitteringen bekræftes', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: ['KVITTERING_KRAEVES', 'KVITTERING_FORAELDET'], 422: ['AFTRYK_UGYLDIGT', 'HAEFTERLISTE_UGYLDIG', 'KAN_IKKE_HAEFTE', 'DATO_UGYLDIG', 'ID_UGYLDIGT'] }) @ApiOkResponse({ type: HaeftersideSvar })
  saetKravetsHaeftere(@Param('id', Id) id: string, @Body() v: HaefterlisteDto, @Hvem() hvem: Hvem): Promise<Side<object>> { return this.saetHaeftere(hvem, v, { niveau: 'KRAV', objektId: id }, (tx) => this.kravet(tx, id)); }

  private async kravet(tx: Tx, id: string): Promise<Haefteobjekt> { return { niveau: 'KRAV', id, ejer: (await this.krav.hent(tx, id)).forretningspartnerId }; }

  private async breve(hvem: Hvem, niveau: Aftaleniveau, id: string): Promise<Side<object>> {
    return { poster: await this.db.iKommune(hvem, async (tx) => tilSvar(await this.aftaler.korrespondance(tx, niveau, id, tx.forretningsdato))), naeste: null };
  }
  private saetBreve(hvem: Hvem, niveau: Aftaleniveau, id: string, v: KorrespondentDto): Promise<Side<object>> {
    return this.db.iKommune(hvem, async (tx) => {
      const [fra, til] = periodeAf(tx, v);
      await this.aftaler.saetKorrespondent(tx, niveau, id, v, fra, til);
      return { poster: tilSvar(await this.aftaler.korrespondance(tx, niveau, id, fra)), naeste: null };
    });
  }
  private fjernBreve(hvem: Hvem, niveau: Aftaleniveau, id: string, v: KorrespondentDto): Promise<Side<object>> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.aftaler.fjernKorrespondent(tx, niveau, id, v, fraAf(tx, v));
      return { poster: tilSvar(await this.aftaler.korrespondance(tx, niveau, id, fraAf(tx, v))), naeste: null };
    });
  }

  private async haefterliste(hvem: Hvem, objekt: (tx: Tx) => Promise<Haefteobjekt>): Promise<Side<object>> {
    return { poster: await this.db.iKommune(hvem, async (tx) => (await this.haeftere.paa(tx, await objekt(tx), tx.forretningsdato)).map(udHaefter)), naeste: null };
  }
  private async haefterhistorik(hvem: Hvem, objekt: (tx: Tx) => Promise<Haefteobjekt>): Promise<Side<object>> {
    return { poster: await this.db.iKommune(hvem, async (tx) => tilSvar((await this.haeftere.historik(tx, await objekt(tx))).map((h) => ({ ...h, ...udHaefter(h) })))), naeste: null };
  }
  private saetHaeftere(hvem: Hvem, v: HaefterlisteDto, paa: { niveau: 'AFTALEINDHOLD' | 'KRAV'; objektId: string }, objekt: (tx: Tx) => Promise<Haefteobjekt>): Promise<Side<object>> {
    return this.ruter.udfoer(hvem, v, {
      indhold: ['HAEFTERE', paa, v.fra, v.haeftere], fra: (tx) => fraAf(tx, v), paa, trin: ['foraeldelse'], staar: async (tx) => (await this.haeftere.historik(tx, await objekt(tx))).filter((h) => h.kendtTil === null),
      udfoer: async (tx) => {
        const [o, fra] = [await objekt(tx), fraAf(tx, v)];
        await this.haeftere.saet(tx, o, v.haeftere, fra);
        return { poster: (await this.haeftere.paa(tx, o, fra)).map(udHaefter), naeste: null };
      },
    });
  }
}

const udHaefter = (h: Haefter): object => ({ forretningspartnerId: h.forretningspartnerId, form: h.form, andel: h.andel ?? null });
