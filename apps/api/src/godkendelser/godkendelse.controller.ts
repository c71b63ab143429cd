import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { GodkendelseService } from '#app/godkendelse';
import { Database, type Tx } from '#app/platform';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { antalAf, laesCursor, NR, sideAf, type Side } from '../felles/side.js';
import { tilSvar } from '../felles/tilsvar.js';
import { AfvisDto, ForslagslisteDto, ForslagssideSvar, ForslagsvisningSvar, GodkendDto } from './godkendelse.dto.js';

const AFGJORT = ['FORSLAG_AFGJORT', 'FORSLAG_UDLOEBET', 'SAMTIDIG_AENDRING'];
/** What executing an approved proposal may meet: the facts have moved, and nothing happens. */
const UDFOERES_IKKE = ['FORSLAG_AENDRET', 'RESTEN_ER_FALDET', 'INTET_AFSKREVET', 'GENAABNING_EFTER_FORAELDELSE', 'REGNSKABSPERIODE_LUKKET'];

/** Four eyes: what waits for a second person. */
@ApiTags('Godkendelser')
@Controller('v1/godkendelser')
export class GodkendelseController {
  constructor(private readonly db: Database, private readonly godkendelser: GodkendelseService) {}

  @Get() @Ret('godkendelse:laes') @KunMyndighed() @Endepunkt('Forslag, der venter på en anden person, og dem, der er afgjort; ældste først', { 403: ['KUN_EGNE_KRAV'], 422: ['VAERDI_UKENDT', 'KODE_UGYLDIG', 'ID_UGYLDIGT', 'CURSOR_UGYLDIG', 'TAL_UGYLDIGT'] })
  @ApiOkResponse({ type: ForslagssideSvar })
  liste(@Query() v: ForslagslisteDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const antal = antalAf(v);
    const [efter] = laesCursor(v.cursor, NR) ?? [];
    const filter = { status: v.status, art: v.art, objekt: v.kravId === undefined ? undefined : `krav:${v.kravId}`, mine: v.mine === undefined ? undefined : v.mine === 'true' };
    return this.db.iKommune(hvem, async (tx) => sideAf(await this.godkendelser.liste(tx, filter, efter, antal + 1), antal, tilSvar, (f) => [f.id]), { laes: true });
  }

  @Get(':id') @Ret('godkendelse:laes') @KunMyndighed() @Endepunkt('Et forslag med præcis det indhold, der udføres, som data og på dansk', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: ForslagsvisningSvar })
  hent(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, (tx) => this.vis(tx, id), { laes: true });
  }

  @Post(':id/godkend') @HttpCode(200) @Ret('godkendelse:svar') @KunMyndighed()
  @Endepunkt('Godkender og udfører et forslag, som en anden har stillet; kræver også forslagets egen ret', { 403: ['KUN_EGNE_KRAV', 'RET_MANGLER', 'SAMME_PERSON'], 404: ['IKKE_FUNDET'], 409: [...AFGJORT, ...UDFOERES_IKKE], 422: ['HASH_UGYLDIG', 'FELT_MANGLER', 'TEKST_FOR_LANG', 'TEGN_UGYLDIGT'] })
  @ApiOkResponse({ type: ForslagsvisningSvar })
  godkend(@Param('id', Id) id: string, @Body() v: GodkendDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => { await this.godkendelser.godkend(tx, id, v.hash, v.kommentar); return this.vis(tx, id); });
  }

  @Post(':id/afvis') @HttpCode(200) @Ret('godkendelse:svar') @KunMyndighed()
  @Endepunkt('Afviser et forslag, som en anden har stillet; intet bliver udført', { 403: ['KUN_EGNE_KRAV', 'RET_MANGLER', 'SAMME_PERSON'], 404: ['IKKE_FUNDET'], 409: AFGJORT, 422: ['FELT_MANGLER', 'TEKST_FOR_LANG', 'TEGN_UGYLDIGT'] })
  @ApiOkResponse({ type: ForslagsvisningSvar })
  afvis(@Param('id', Id) id: string, @Body() v: AfvisDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => { await this.godkendelser.afvis(tx, id, v.begrundelse); return this.vis(tx, id); });
  }

  @Post(':id/traek') @HttpCode(200) @Ret('godkendelse:svar') @KunMyndighed()
  @Endepunkt('Trækker sit eget forslag tilbage', { 403: ['KUN_EGNE_KRAV', 'KUN_FORSLAGSSTILLEREN'], 404: ['IKKE_FUNDET'], 409: AFGJORT })
  @ApiOkResponse({ type: ForslagsvisningSvar })
  traek(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => { await this.godkendelser.traek(tx, id); return this.vis(tx, id); });
  }

  private async vis(tx: Tx, id: string): Promise<object> { return tilSvar(await this.godkendelser.hent(tx, id)); }
}
