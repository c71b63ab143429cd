import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { laesDato, UgyldigtInput, type Lokaldato } from '#app/kernel';
import type { Kravstypevaerdier, Deltransaktionsvaerdier, Momskodevaerdier } from '#app/krav';
import { Hvem } from '../felles/hvem.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import {
  AftalekontotypeDto, BilagsartDto, DeltransaktionDto, DeltransaktionshistorikDto, DeltransaktionslisteDto, DeltransaktionsophoerDto, HistorikDto, KodelisteDto, KravstypeDto, MomskodeDto, OphoerDto,
} from './kodeliste.dto.js';
import {
  AftalekontotypeversionsideSvar, BilagsartversionsideSvar, DeltransaktionversionsideSvar, KodekvitteringSvar, KodelistesideSvar, KravstypeversionsideSvar, MomskodeversionsideSvar,
} from './kodeliste.svar.js';
import { Kodelisteruter } from './kodelisteruter.js';

const LAES = { 422: ['DATO_UGYLDIG'] };
const HISTORIK = { 404: ['IKKE_FUNDET'], 422: ['KODE_UGYLDIG'] };
const OPHOER = { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['KODE_I_BRUG', 'KODE_GAELDER_IKKE', 'PERIODE_OMVENDT', 'DATO_UGYLDIG', 'KODE_UGYLDIG'] };
const FORM = ['GYLDIGHED_OVERLAPPER', 'KODE_GAELDER_IKKE', 'PERIODE_OMVENDT', 'FELT_MANGLER', 'KODE_UGYLDIG', 'DATO_UGYLDIG', 'TEKST_FOR_LANG'];
const ny = (...koder: readonly string[]): Record<number, readonly string[]> => ({ 403: ['KUN_EGNE_KRAV'], 422: [...FORM, ...koder] });
const version = (...koder: readonly string[]): Record<number, readonly string[]> => ({ ...ny(...koder), 404: ['IKKE_FUNDET'] });
const TYPEFEJL = ['KONTO_UKENDT', 'KONTO_FORKERT_ART', 'RYKKERPROCEDURE_UKENDT', 'AFTALEKONTOTYPE_UKENDT', 'FORDRINGSTYPE_UKENDT', 'RENTE_KRAEVER_UDPANTNINGSRET', 'VAERDI_UKENDT', 'KLE_FORMAT', 'JA_NEJ_FORVENTET'];
const DELFEJL = ['KONTO_UKENDT', 'KONTO_FORKERT_ART', 'MOMSKODE_UKENDT', 'KLE_FORMAT'];
const MOMSFEJL = ['SATS_FORMAT', 'KONTO_UKENDT', 'KONTO_FORKERT_ART', 'MOMSKONTO_UDEN_SATS'];

type Kvittering = Promise<KodekvitteringSvar>;

@ApiTags('Kodelister')
@Controller('v1/kodelister')
export class KodelisteController {
  constructor(private readonly ruter: Kodelisteruter) {}

  @Get() @Ret('kodeliste:laes') @Endepunkt('Kodelisterne, og hvor mange koder der gælder i dag') @ApiOkResponse({ type: KodelistesideSvar })
  oversigt(@Hvem() hvem: Hvem): Promise<object> { return this.ruter.oversigt(hvem); }
}

@ApiTags('Kodelister')
@Controller('v1/kodelister/kravstyper')
export class KravstypeController {
  constructor(private readonly ruter: Kodelisteruter) {}

  @Get() @Ret('kodeliste:laes') @Endepunkt('Kravstyper, der gælder en dag, som de er eller var kendt', LAES) @ApiOkResponse({ type: KravstypeversionsideSvar })
  liste(@Query() v: KodelisteDto, @Hvem() hvem: Hvem): Promise<object> { return this.ruter.liste(hvem, 'KRAVSTYPER', v); }

  @Get('historik') @Ret('kodeliste:laes') @Endepunkt('Alle versioner af en kode, også dem, der siden er rettet', HISTORIK) @ApiOkResponse({ type: KravstypeversionsideSvar })
  historik(@Query() v: HistorikDto, @Hvem() hvem: Hvem): Promise<object> { return this.ruter.historik(hvem, 'KRAVSTYPER', v); }

  @Post() @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Opretter en kode i listen kravstyper; uden bekraeft siger svaret kun, hvad det ville gøre', ny(...TYPEFEJL)) @ApiOkResponse({ type: KodekvitteringSvar })
  opret(@Body() v: KravstypeDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.opret(hvem, 'KRAVSTYPER', v, kravstypeAf(v)); }

  @Post('version') @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Ny version af en kode fra en dag; uden bekraeft siger svaret kun, hvad det ville gøre', version(...TYPEFEJL)) @ApiOkResponse({ type: KodekvitteringSvar })
  version(@Body() v: KravstypeDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.version(hvem, 'KRAVSTYPER', v, kravstypeAf(v)); }

  @Post('ophoer') @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Lader en kode ophøre fra en dag; uden bekraeft siger svaret kun, hvad det ville gøre', OPHOER) @ApiOkResponse({ type: KodekvitteringSvar })
  ophoer(@Body() v: OphoerDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.ophoer(hvem, 'KRAVSTYPER', v); }
}

@ApiTags('Kodelister')
@Controller('v1/kodelister/deltransaktioner')
export class DeltransaktionController {
  constructor(private readonly ruter: Kodelisteruter) {}

  @Get() @Ret('kodeliste:laes') @Endepunkt('Deltransaktioner, der gælder en dag, som de er eller var kendt', LAES) @ApiOkResponse({ type: DeltransaktionversionsideSvar })
  liste(@Query() v: DeltransaktionslisteDto, @Hvem() hvem: Hvem): Promise<object> { return this.ruter.liste(hvem, 'DELTRANSAKTIONER', v); }

  @Get('historik') @Ret('kodeliste:laes') @Endepunkt('Alle versioner af en kode, også dem, der siden er rettet', HISTORIK) @ApiOkResponse({ type: DeltransaktionversionsideSvar })
  historik(@Query() v: DeltransaktionshistorikDto, @Hvem() hvem: Hvem): Promise<object> { return this.ruter.historik(hvem, 'DELTRANSAKTIONER', v); }

  @Post() @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Opretter en kode i listen deltransaktioner; uden bekraeft siger svaret kun, hvad det ville gøre', ny(...DELFEJL, 'KRAVSTYPE_UKENDT')) @ApiOkResponse({ type: KodekvitteringSvar })
  opret(@Body() v: DeltransaktionDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.opret(hvem, 'DELTRANSAKTIONER', v, deltransaktionAf(v)); }

  @Post('version') @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Ny version af en kode fra en dag; uden bekraeft siger svaret kun, hvad det ville gøre', version(...DELFEJL)) @ApiOkResponse({ type: KodekvitteringSvar })
  version(@Body() v: DeltransaktionDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.version(hvem, 'DELTRANSAKTIONER', v, deltransaktionAf(v)); }

  @Post('ophoer') @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Lader en kode ophøre fra en dag; uden bekraeft siger svaret kun, hvad det ville gøre', OPHOER) @ApiOkResponse({ type: KodekvitteringSvar })
  ophoer(@Body() v: DeltransaktionsophoerDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.ophoer(hvem, 'DELTRANSAKTIONER', v); }
}

@ApiTags('Kodelister')
@Controller('v1/kodelister/momskoder')
export class MomskodeController {
  constructor(private readonly ruter: Kodelisteruter) {}

  @Get() @Ret('kodeliste:laes') @Endepunkt('Momskoder, der gælder en dag, som de er eller var kendt', LAES) @ApiOkResponse({ type: MomskodeversionsideSvar })
  liste(@Query() v: KodelisteDto, @Hvem() hvem: Hvem): Promise<object> { return this.ruter.liste(hvem, 'MOMSKODER', v); }

  @Get('historik') @Ret('kodeliste:laes') @Endepunkt('Alle versioner af en kode, også dem, der siden er rettet', HISTORIK) @ApiOkResponse({ type: MomskodeversionsideSvar })
  historik(@Query() v: HistorikDto, @Hvem() hvem: Hvem): Promise<object> { return this.ruter.historik(hvem, 'MOMSKODER', v); }

  @Post() @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Opretter en kode i listen momskoder; uden bekraeft siger svaret kun, hvad det ville gøre', ny(...MOMSFEJL)) @ApiOkResponse({ type: KodekvitteringSvar })
  opret(@Body() v: MomskodeDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.opret(hvem, 'MOMSKODER', v, momskodeAf(v)); }

  @Post('version') @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Ny version af en kode fra en dag; uden bekraeft siger svaret kun, hvad det ville gøre', version(...MOMSFEJL)) @ApiOkResponse({ type: KodekvitteringSvar })
  version(@Body() v: MomskodeDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.version(hvem, 'MOMSKODER', v, momskodeAf(v)); }

  @Post('ophoer') @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Lader en kode ophøre fra en dag; uden bekraeft siger svaret kun, hvad det ville gøre', OPHOER) @ApiOkResponse({ type: KodekvitteringSvar })
  ophoer(@Body() v: OphoerDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.ophoer(hvem, 'MOMSKODER', v); }
}

@ApiTags('Kodelister')
@Controller('v1/kodelister/aftalekontotyper')
export class AftalekontotypeController {
  constructor(private readonly ruter: Kodelisteruter) {}

  @Get() @Ret('kodeliste:laes') @Endepunkt('Aftalekontotyper, der gælder en dag, som de er eller var kendt', LAES) @ApiOkResponse({ type: AftalekontotypeversionsideSvar })
  liste(@Query() v: KodelisteDto, @Hvem() hvem: Hvem): Promise<object> { return this.ruter.liste(hvem, 'AFTALEKONTOTYPER', v); }

  @Get('historik') @Ret('kodeliste:laes') @Endepunkt('Alle versioner af en kode, også dem, der siden er rettet', HISTORIK) @ApiOkResponse({ type: AftalekontotypeversionsideSvar })
  historik(@Query() v: HistorikDto, @Hvem() hvem: Hvem): Promise<object> { return this.ruter.historik(hvem, 'AFTALEKONTOTYPER', v); }

  @Post() @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Opretter en kode i listen aftalekontotyper; uden bekraeft siger svaret kun, hvad det ville gøre', ny()) @ApiOkResponse({ type: KodekvitteringSvar })
  opret(@Body() v: AftalekontotypeDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.opret(hvem, 'AFTALEKONTOTYPER', v, { navn: v.navn, regler: v.regler }); }

  @Post('version') @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Ny version af en kode fra en dag; uden bekraeft siger svaret kun, hvad det ville gøre', version()) @ApiOkResponse({ type: KodekvitteringSvar })
  version(@Body() v: AftalekontotypeDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.version(hvem, 'AFTALEKONTOTYPER', v, { navn: v.navn, regler: v.regler }); }

  @Post('ophoer') @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Lader en kode ophøre fra en dag; uden bekraeft siger svaret kun, hvad det ville gøre', OPHOER) @ApiOkResponse({ type: KodekvitteringSvar })
  ophoer(@Body() v: OphoerDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.ophoer(hvem, 'AFTALEKONTOTYPER', v); }
}

/** Codes are fixed by the program; their words are the kommune's. */
@ApiTags('Kodelister')
@Controller('v1/kodelister/bilagsarter')
export class BilagsartController {
  constructor(private readonly ruter: Kodelisteruter) {}

  @Get() @Ret('kodeliste:laes') @Endepunkt('Bilagsarter og deres navne, som de er eller var kendt', LAES) @ApiOkResponse({ type: BilagsartversionsideSvar })
  liste(@Query() v: KodelisteDto, @Hvem() hvem: Hvem): Promise<object> { return this.ruter.liste(hvem, 'BILAGSARTER', v); }

  @Get('historik') @Ret('kodeliste:laes') @Endepunkt('Alle versioner af en bilagsarts navn, også dem, der siden er rettet', HISTORIK) @ApiOkResponse({ type: BilagsartversionsideSvar })
  historik(@Query() v: HistorikDto, @Hvem() hvem: Hvem): Promise<object> { return this.ruter.historik(hvem, 'BILAGSARTER', v); }

  @Post('version') @HttpCode(200) @Ret('kodeliste:ret') @KunMyndighed() @Endepunkt('Andet navn og anden beskrivelse af en bilagsart fra en dag; uden bekraeft siger svaret kun, hvad det ville gøre', version()) @ApiOkResponse({ type: KodekvitteringSvar })
  version(@Body() v: BilagsartDto, @Hvem() hvem: Hvem): Kvittering { return this.ruter.version(hvem, 'BILAGSARTER', v, { navn: v.navn, beskrivelse: v.beskrivelse }); }
}

export const KODELISTECONTROLLERE = [KodelisteController, KravstypeController, DeltransaktionController, MomskodeController, AftalekontotypeController, BilagsartController] as const;

const dagEllerIngen = (felt: string, v: string | undefined): Lokaldato | null => (v === undefined ? null : laesDato(felt, v));

/** Renteloven § 3 asks: it is never guessed against the one who pays. */
function fastsat(v: KravstypeDto): boolean {
  if (v.forfaldFastsat === undefined && v.regime === 'RENTELOV') throw new UgyldigtInput('FELT_MANGLER', 'forfaldFastsat', 'Sig, om forfaldsdagen er fastsat i forvejen (renteloven § 3).');
  return v.forfaldFastsat ?? true;
}

const kravstypeAf = (v: KravstypeDto): Kravstypevaerdier => ({
  navn: v.navn, regime: v.regime, udpantningsret: v.udpantningsret, civilretlig: v.civilretlig, renteBesluttet: dagEllerIngen('renteBesluttet', v.renteBesluttet), forfaldFastsat: fastsat(v), foraeldelseAar: v.foraeldelseAar,
  foraeldelseStart: v.foraeldelseStart, rykkerprocedure: v.rykkerprocedure, aftalekontotype: v.aftalekontotype, fordringstype: v.fordringstype ?? null, indtaegtskonto: v.indtaegtskonto, kleEmne: v.kleEmne ?? null,
});
const deltransaktionAf = (v: DeltransaktionDto): Deltransaktionsvaerdier => ({ navn: v.navn, indtaegtskonto: v.indtaegtskonto ?? null, momskode: v.momskode, kleEmne: v.kleEmne ?? null });
const momskodeAf = (v: MomskodeDto): Momskodevaerdier => ({ navn: v.navn, sats: v.sats, konto: v.konto ?? null, hjemmel: v.hjemmel });
