import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { kr, laesDato } from '#app/kernel';
import { Database } from '#app/platform';
import { RykkerprocedureService, type Trinaendring, type Trinvaerdier } from '#app/rykker';
import { Hvem } from '../felles/hvem.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import type { Side } from '../felles/side.js';
import { tilSvar, type Udad } from '../felles/tilsvar.js';
import { HistorikDto } from './kodeliste.dto.js';
import { KodekvitteringSvar } from './kodeliste.svar.js';
import { RykkerprocedurelisteDto, RykkerprocedureversionsideSvar, RykkertrinDto, RykkertrinophoerDto } from './rykkerprocedure.dto.js';

const FORM = ['GYLDIGHED_OVERLAPPER', 'KODE_GAELDER_IKKE', 'PERIODE_OMVENDT', 'TRIN_MANGLER', 'AFTALEKONTOTYPE_UKENDT', 'RYKKERPROCEDURE_UKENDT', 'FRIST_FOR_KORT', 'PAAMINDELSE_ER_GRATIS', 'FOERSTE_TRIN_FRA_SRB', 'GEBYR_OVER_LOVEN', 'KUN_ET_GEBYR', 'GEBYRMAKSIMUM_UKENDT', 'KOMPENSATION_KUN_CIVILE', 'FELT_MANGLER', 'KODE_UGYLDIG', 'DATO_UGYLDIG', 'BELOEB_FORMAT', 'VAERDI_UKENDT', 'TAL_UGYLDIGT', 'JA_NEJ_FORVENTET'];
const NY = { 403: ['KUN_EGNE_KRAV'], 422: FORM };

/** The rykkerprocedurer beside the other code lists. */
@ApiTags('Kodelister')
@Controller('v1/kodelister/rykkerprocedurer')
export class RykkerprocedureController {
  constructor(private readonly db: Database, private readonly procedurer: RykkerprocedureService) {}

  @Get() @Ret('kodeliste:laes') @Endepunkt('Rykkerprocedurernes trin, der gælder en dag, som de er eller var kendt', { 422: ['DATO_UGYLDIG', 'KODE_UGYLDIG'] }) @ApiOkResponse({ type: RykkerprocedureversionsideSvar })
  async liste(@Query() v: RykkerprocedurelisteDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const kendt = v.kendt === undefined ? undefined : laesDato('kendt', v.kendt);
    const paa = v.paa === undefined ? undefined : laesDato('paa', v.paa);
    const poster = await this.db.iKommune(hvem, (tx) => this.procedurer.liste(tx, { paa: paa ?? tx.forretningsdato, kendt, kode: v.kode }));
    return { poster: poster.map((p) => tilSvar(p)), naeste: null };
  }

  @Get('historik') @Ret('kodeliste:laes') @Endepunkt('Alle versioner af en procedures trin, også dem, der siden er rettet', { 404: ['IKKE_FUNDET'], 422: ['KODE_UGYLDIG'] }) @ApiOkResponse({ type: RykkerprocedureversionsideSvar })
  async historik(@Query() v: HistorikDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const poster = await this.db.iKommune(hvem, (tx) => this.procedurer.historik(tx, v.kode));
    return { poster: poster.map((p) => tilSvar(p)), naeste: null };
  }

  @Post() @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Opretter et trin i en rykkerprocedure; uden bekraeft siger svaret kun, hvad det ville gøre', NY) @ApiOkResponse({ type: KodekvitteringSvar })
  opret(@Body() v: RykkertrinDto, @Hvem() hvem: Hvem): Promise<KodekvitteringSvar> { return this.ny(hvem, 'OPRET', v); }

  @Post('version') @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Ny version af et trin fra en dag; uden bekraeft siger svaret kun, hvad det ville gøre', { ...NY, 404: ['IKKE_FUNDET'] }) @ApiOkResponse({ type: KodekvitteringSvar })
  version(@Body() v: RykkertrinDto, @Hvem() hvem: Hvem): Promise<KodekvitteringSvar> { return this.ny(hvem, 'VERSION', v); }

  @Post('ophoer') @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed()
  @Endepunkt('Lader et trin ophøre fra en dag; uden bekraeft siger svaret kun, hvad det ville gøre', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['KODE_I_BRUG', 'KODE_GAELDER_IKKE', 'TRIN_EFTERFOELGES', 'DATO_UGYLDIG', 'KODE_UGYLDIG', 'TAL_UGYLDIGT'] }) @ApiOkResponse({ type: KodekvitteringSvar })
  ophoer(@Body() v: RykkertrinophoerDto, @Hvem() hvem: Hvem): Promise<KodekvitteringSvar> {
    return this.ret(hvem, v.bekraeft === true, { art: 'OPHOER', noegle: noegle(v), fra: laesDato('gyldigFra', v.gyldigFra) });
  }

  private ny(hvem: Hvem, art: 'OPRET' | 'VERSION', v: RykkertrinDto): Promise<KodekvitteringSvar> {
    const til = v.gyldigTil === undefined ? undefined : laesDato('gyldigTil', v.gyldigTil);
    return this.ret(hvem, v.bekraeft === true, { art, noegle: noegle(v), vaerdier: vaerdier(v), fra: laesDato('gyldigFra', v.gyldigFra), til });
  }

  private ret(hvem: Hvem, bekraeft: boolean, a: Trinaendring): Promise<KodekvitteringSvar> {
    return this.db.iKommune(hvem, async (tx) => tilSvar(await this.procedurer.ret(tx, a, bekraeft)) as Udad<KodekvitteringSvar>);
  }
}

const noegle = (v: RykkertrinophoerDto): Trinaendring['noegle'] => ({ kode: v.kode, aftalekontotype: v.aftalekontotype ?? '', trin: v.trin });
const vaerdier = (v: RykkertrinDto): Trinvaerdier => ({
  art: v.art, dage: v.dage, regnesFra: v.regnesFra, dagtype: v.dagtype, mindstebeloeb: kr(v.mindstebeloeb), gruppering: v.gruppering, gebyr: kr(v.gebyr), kompensation: v.kompensation,
  brevtype: v.brevtype ?? null, fristDage: v.fristDage, underretning: v.underretning,
});
