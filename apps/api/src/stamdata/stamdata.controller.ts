import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { danskDato, laesDato, seneste } from '#app/kernel';
import { PosteringslaesningService, SaldoService, type Saldo } from '#app/bogholderi';
import { Database, Ur } from '#app/platform';
import { PartnerService, StamdatalaesningService, type Aftalekontovisning, type Forretningspartner } from '#app/stamdata';
import { laesIdent } from '../felles/felter.js';
import { Formaal, Hvem, MaaSeId } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Laesende, Ret } from '../felles/ret.js';
import { antalAf, DAG, laesCursor, LINJENR, NR, sideAf, Sidevalg, type Side } from '../felles/side.js';
import { IDENTART } from '../krav/fradto.js';
import { PosteringssideSvar } from '../krav/krav.svar.js';
import { AftalekontosideSvar, ForretningspartnerSvar, SaldoDto, SaldoSvar, SoegDto, SoegSvar } from './stamdata.dto.js';

@ApiTags('Forretningspartnere')
@Controller('v1/forretningspartnere')
export class ForretningspartnerController {
  constructor(private readonly db: Database, private readonly partner: PartnerService, private readonly laesning: StamdatalaesningService) {}

  @Post('soeg') @HttpCode(200) @Laesende() @Ret('partner:laes')
  @Endepunkt('Finder en forretningspartner på nummer; opslaget logges', { 422: ['CPR_UGYLDIGT', 'ERSTATNINGSCPR_UGYLDIGT', 'CVR_UGYLDIGT', 'FORMAAL_MANGLER', 'FELT_MANGLER'] })
  @ApiOkResponse({ type: SoegSvar })
  async soeg(@Body() { art, nummer, formaal }: SoegDto, @Hvem() hvem: Hvem, @MaaSeId() maaSeId: boolean): Promise<{ poster: Forretningspartner[] }> {
    return this.db.iKommune(hvem, async (tx) => {
      const id = await this.laesning.find(tx, IDENTART[art], laesIdent(art, 'nummer', nummer));
      return { poster: id === undefined ? [] : [await this.partner.hent(tx, id, formaal, maaSeId)] };
    });
  }

  @Get(':id') @Ret('partner:laes') @Endepunkt('En forretningspartner; opslaget logges', { 404: ['IKKE_FUNDET'], 422: ['FORMAAL_MANGLER', 'FORMAAL_UGYLDIGT'] })
  @ApiHeader({ name: 'X-Formaal', required: true, description: 'Formålet med opslaget; skrives i loggen', schema: { type: 'string', example: 'Spørgsmål fra borger' } })
  @ApiOkResponse({ type: ForretningspartnerSvar })
  async hent(@Param('id', Id) id: string, @Formaal() formaal: string, @Hvem() hvem: Hvem, @MaaSeId() maaSeId: boolean): Promise<Forretningspartner> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevPartner(tx, id);
      return this.partner.hent(tx, id, formaal, maaSeId);
    });
  }

  @Get(':id/aftalekonti') @Ret('konto:laes') @Endepunkt('Forretningspartnerens aftalekonti med aftaleindhold', { 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: AftalekontosideSvar })
  async konti(@Param('id', Id) id: string, @Hvem() hvem: Hvem, @MaaSeId() maaSeId: boolean): Promise<Side<Aftalekontovisning>> {
    return { poster: await this.db.iKommune(hvem, (tx) => this.laesning.konti(tx, id, maaSeId)), naeste: null };
  }
}

@ApiTags('Aftalekonti')
@Controller('v1/aftalekonti')
export class AftalekontoController {
  constructor(private readonly db: Database, private readonly laesning: StamdatalaesningService, private readonly saldi: SaldoService, private readonly posteringslaesning: PosteringslaesningService, private readonly ur: Ur) {}

  /** A posting made now is registered today by the wall clock, also where the desk's date is frozen: so `kendt` is never before that. */
  @Get(':id/saldo') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Saldo på en dag, som den var kendt en anden dag', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['DATO_UGYLDIG'] })
  @ApiOkResponse({ type: SaldoSvar })
  async saldo(@Param('id', Id) id: string, @Query() v: SaldoDto, @Hvem() hvem: Hvem): Promise<Saldo> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevKonto(tx, id);
      const paa = v.paa === undefined ? tx.forretningsdato : laesDato('paa', v.paa);
      const kendt = v.kendt === undefined ? seneste(tx.forretningsdato, danskDato(this.ur.nu())) : laesDato('kendt', v.kendt);
      return this.saldi.saldo(tx, id, paa, kendt);
    });
  }

  @Get(':id/posteringer') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Kontoudtog: hvad der har flyttet saldoen, i virkningsorden', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: PosteringssideSvar })
  async posteringer(@Param('id', Id) id: string, @Query() v: Sidevalg, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const antal = antalAf(v);
    const c = laesCursor(v.cursor, DAG, NR, LINJENR);
    const raekker = await this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevKonto(tx, id);
      return this.posteringslaesning.paaKonto(tx, id, c && { virkningsdato: c[0]!, bilagId: c[1]!, nr: c[2]! }, antal);
    });
    return sideAf(raekker, antal, (p) => p, (p) => [p.virkningsdato, p.bilagId, String(p.nr)]);
  }
}
