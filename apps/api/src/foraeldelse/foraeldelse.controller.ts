import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ForaeldelsesradarService, ForaeldelsesregisterService, type Foraeldelsesvisning, type Radarfilter, type Radarlinje, type Radarsted } from '#app/foraeldelse';
import { laesDato, UgyldigtInput, type Lokaldato } from '#app/kernel';
import { KravlaesningService } from '#app/krav';
import { Database } from '#app/platform';
import { StamdatalaesningService } from '#app/stamdata';
import { KunEgneKrav } from '../felles/apifejl.js';
import { csvfil } from '../felles/csv.js';
import { Formaal, Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { Ret } from '../felles/ret.js';
import { antalAf, DAG, laesCursor, NR, sideAf, type Side } from '../felles/side.js';
import { tilSvar, type Udad } from '../felles/tilsvar.js';
import { AfslutDto, AnnullerDto, ForaeldelseDto, RadarDto, RadarlisteDto, RegistrerDto } from './foraeldelse.dto.js';
import { ForaeldelseSvar, RadarialtSvar, RadarsideSvar, RegistreretSvar } from './foraeldelse.svar.js';

const FORM = ['FELT_MANGLER', 'DATO_UGYLDIG', 'VAERDI_UKENDT', 'ID_UGYLDIGT', 'TEKST_FOR_LANG', 'TEGN_UGYLDIGT'];
const TID = ['HAENDELSE_I_FREMTIDEN', 'HAENDELSE_OMVENDT'];
const KOLONNER = ['kravId', 'hovedkravId', 'art', 'forretningspartnerId', 'fagsystem', 'kravstype', 'foraeldelsesdato', 'sidste', 'foraeldet', 'dage', 'niveau', 'rest'] as const satisfies readonly (keyof Radarlinje)[];

@ApiTags('Forældelse')
@Controller('v1/foraeldelse')
export class ForaeldelseController {
  constructor(private readonly db: Database, private readonly register: ForaeldelsesregisterService, private readonly radar: ForaeldelsesradarService) {}

  @Post('haendelser') @Ret('foraeldelse:registrer')
  @Endepunkt('Registrerer en hændelse, der flytter et eller flere kravs forældelse', { 404: ['IKKE_FUNDET'], 409: ['SAMTIDIG_AENDRING'],
    422: [...FORM, ...TID, 'LISTE_FORVENTET', 'LISTE_FOR_KORT', 'LISTE_FOR_LANG', 'JA_NEJ_FORVENTET', 'HAENDELSE_FOER_STIFTELSE', 'SLUT_PASSER_IKKE', 'SKRIFTLIG_PASSER_IKKE', 'RIM_SYSTEM_PASSER_IKKE', 'HAEFTER_IKKE'] })
  @ApiCreatedResponse({ type: RegistreretSvar })
  registrer(@Body() v: RegistrerDto, @Hvem() hvem: Hvem): Promise<object> {
    const slut = v.slut === undefined ? undefined : laesDato('slut', v.slut);
    return this.db.iKommune(hvem, async (tx) => tilSvar(await this.register.registrer(tx, { ...v, dato: laesDato('dato', v.dato), slut })));
  }

  @Post('haendelser/:id/afslut') @HttpCode(200) @Ret('foraeldelse:registrer')
  @Endepunkt('Afslutter det, der løber, eller noterer en lønindeholdelses seneste beløb', { 404: ['IKKE_FUNDET'], 409: ['HAENDELSE_ER_ANNULLERET', 'HAENDELSE_ER_AFSLUTTET', 'SAMTIDIG_AENDRING'], 422: [...FORM, ...TID, 'AFSLUTNING_PASSER_IKKE'] })
  @ApiOkResponse({ type: RegistreretSvar })
  afslut(@Param('id', Id) id: string, @Body() v: AfslutDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => tilSvar(await this.register.afslut(tx, id, { ...v, dato: laesDato('dato', v.dato) })));
  }

  @Post('haendelser/:id/annuller') @HttpCode(200) @Ret('foraeldelse:registrer')
  @Endepunkt('Annullerer en hændelse eller en afslutning, der var en fejl; rækken bliver stående', { 404: ['IKKE_FUNDET'], 409: ['HAENDELSE_ER_ANNULLERET', 'SAMTIDIG_AENDRING'], 422: ['FELT_MANGLER', 'TEKST_FOR_LANG', 'TEGN_UGYLDIGT'] })
  @ApiOkResponse({ type: RegistreretSvar })
  annuller(@Param('id', Id) id: string, @Body() v: AnnullerDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => tilSvar(await this.register.annuller(tx, id, v.begrundelse)));
  }

  @Get('radar') @Ret('krav:laes') @Endepunkt('Åbne krav, der er forældet eller bliver det inden for seks måneder, i datoorden', { 403: ['KUN_EGNE_KRAV'], 422: ['VAERDI_UKENDT', 'KODE_UGYLDIG', 'CURSOR_UGYLDIG', 'TAL_UGYLDIGT'] })
  @ApiOkResponse({ type: RadarsideSvar })
  async liste(@Query() v: RadarlisteDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const antal = antalAf(v);
    const c = laesCursor(v.cursor, DAG, NR);
    return sideAf(await this.side(hvem, v, c && { dato: c[0]!, kravId: c[1]! }, antal), antal, tilSvar, (l) => [l.foraeldelsesdato, l.kravId]);
  }

  @Get('radar/ialt') @Ret('krav:laes') @Endepunkt('Radarens krav og kroner pr. niveau', { 403: ['KUN_EGNE_KRAV'], 422: ['VAERDI_UKENDT', 'KODE_UGYLDIG'] })
  @ApiOkResponse({ type: RadarialtSvar })
  ialt(@Query() v: RadarDto, @Hvem() hvem: Hvem): Promise<object> {
    const f = filter(hvem, v);
    return this.db.iKommune(hvem, async (tx) => ({ dato: tx.forretningsdato, niveauer: await this.radar.ialt(tx, f) }), { laes: true });
  }

  @Get('radar.csv') @Ret('krav:laes') @Endepunkt('Radaren som regneark (CSV med semikolon, UTF-8)', { 403: ['KUN_EGNE_KRAV'], 422: ['VAERDI_UKENDT', 'KODE_UGYLDIG'] })
  @ApiProduces('text/csv') @ApiOkResponse({ description: 'Én linje pr. krav, i samme orden som listen', content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(@Query() v: RadarDto, @Hvem() hvem: Hvem): Promise<StreamableFile> {
    return csvfil('foraeldelsesradar', KOLONNER, async (efter: Udad<Radarlinje> | undefined, antal) => (await this.side(hvem, v, efter && { dato: efter.foraeldelsesdato, kravId: efter.kravId }, antal)).map((l) => tilSvar(l)));
  }

  private side(hvem: Hvem, v: RadarDto, efter: Radarsted | undefined, antal: number): Promise<Radarlinje[]> {
    const f = filter(hvem, v);
    return this.db.iKommune(hvem, (tx) => this.radar.liste(tx, f, efter, antal), { laes: true });
  }
}

@ApiTags('Forældelse')
@Controller('v1/krav')
export class KravforaeldelseController {
  constructor(private readonly db: Database, private readonly register: ForaeldelsesregisterService, private readonly laesning: KravlaesningService, private readonly stamdata: StamdatalaesningService) {}

  @Get(':id/foraeldelse') @Ret('krav:laes') @Endepunkt('Hvornår forældes kravet, over for hvem, og hvorfor: udledningen skridt for skridt med §', { 404: ['IKKE_FUNDET'], 422: ['DATO_UGYLDIG', 'FORMAAL_UGYLDIGT'] })
  @ApiHeader({ name: 'X-Formaal', required: false, description: 'Formålet med opslaget; en persons opslag logges', schema: { type: 'string', example: 'Spørgsmål fra borger' } })
  @ApiOkResponse({ type: ForaeldelseSvar })
  foraeldelse(@Param('id', Id) id: string, @Query() v: ForaeldelseDto, @Hvem() hvem: Hvem, @Formaal() formaal: string): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevAdgang(tx, id);
      const svar = await this.register.vis(tx, id, v.paa === undefined ? tx.forretningsdato : dag('paa', v.paa), v.kendt === undefined ? null : dag('kendt', v.kendt));
      if (tx.fagsystem === undefined) await this.stamdata.noterOpslag(tx, svar.haeftere[0]!.forretningspartnerId, formaal || 'Visning af forældelse', 'LAES_KRAV');
      return ud(svar);
    }, { laes: true });
  }
}

/** A day that years can still be added to. */
function dag(felt: 'paa' | 'kendt', tekst: string): Lokaldato {
  const d = laesDato(felt, tekst);
  if (d > '2199-12-31') throw new UgyldigtInput('DATO_UGYLDIG', felt, 'Datoen ligger for langt ude i fremtiden.');
  return d;
}

/** The room's `dato` by its full name. */
const ud = ({ dato, foraeldetBetaler: _, haeftere, ...v }: Foraeldelsesvisning): object =>
  tilSvar({ ...v, foraeldelsesdato: dato, haeftere: haeftere.map(({ dato: d, ...h }) => ({ ...h, foraeldelsesdato: d })) });

function filter(hvem: Hvem, v: RadarDto): Radarfilter {
  if (hvem.fagsystem !== undefined && v.fagsystem !== undefined && v.fagsystem !== hvem.fagsystem) throw new KunEgneKrav();
  return { niveau: v.niveau, fagsystem: v.fagsystem, kravstype: v.kravstype };
}
