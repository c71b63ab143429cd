import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { laesDato, UgyldigtInput } from '#app/kernel';
import { SpaerrelaesningService, SpaerreService, type Spaerre, type Spaerreart, type Spaerreniveau } from '#app/krav';
import { Database } from '#app/platform';
import { KunEgneKrav } from '../felles/apifejl.js';
import { Datofelt, Idfelt, Tekst, Valgfelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { Ret } from '../felles/ret.js';
import { Sideklasse, type Side } from '../felles/side.js';
import { tilSvar } from '../felles/tilsvar.js';
import { ARTER, NIVEAUER, SpaerreSvar } from './spaerre.svar.js';

class OpretSpaerreDto {
  @Valgfelt(NIVEAUER, { tekst: 'Hvad spærren står på', eksempel: 'KRAV' }) niveau: Spaerreniveau;
  @Idfelt({ tekst: 'Objektets id', eksempel: '1004' }) objektId: string;
  @Valgfelt(ARTER, { tekst: 'Hvad der spærres for', eksempel: 'RYKKER' }) art: Spaerreart;
  @Tekst({ tekst: 'Årsag', eksempel: 'Indsigelse modtaget', maks: 200 }) aarsag: string;
  @Datofelt({ tekst: 'Fra; standard i dag', eksempel: '2026-03-31', valgfri: true }) fra?: string;
  @Datofelt({ tekst: 'Til (medregnes ikke); udelades, når den gælder til den ophæves', eksempel: '2026-06-30', valgfri: true }) til?: string;
}
class OphaevDto {
  @Datofelt({ tekst: 'Fra hvilken dag spærren er ophævet; standard i dag', eksempel: '2026-04-15', valgfri: true }) fra?: string;
}
class SpaerrelisteDto {
  @Valgfelt(NIVEAUER, { tekst: 'Niveau', eksempel: 'KRAV' }) niveau: Spaerreniveau;
  @Idfelt({ tekst: 'Objektets id', eksempel: '1004' }) objektId: string;
}
const SpaerresideSvar = Sideklasse(SpaerreSvar, 'SpaerresideSvar');

@ApiTags('Spærrer')
@Controller('v1/spaerrer')
export class SpaerreController {
  constructor(private readonly db: Database, private readonly spaerrer: SpaerreService, private readonly laesning: SpaerrelaesningService) {}

  @Post() @Ret('spaerre:opret') @Endepunkt('Opretter en spærre', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['VAERDI_UKENDT', 'ID_UGYLDIGT', 'DATO_UGYLDIG', 'PERIODE_OMVENDT', 'FELT_MANGLER', 'TEKST_FOR_LANG'] })
  @ApiCreatedResponse({ type: SpaerreSvar })
  async opret(@Body() v: OpretSpaerreDto, @Hvem() hvem: Hvem): Promise<SpaerreSvar> {
    kraevNiveau(hvem, v.niveau);
    return this.db.iKommune(hvem, async (tx) => {
      const fra = v.fra === undefined ? tx.forretningsdato : laesDato('fra', v.fra);
      const til = v.til === undefined ? ('infinity' as const) : laesDato('til', v.til);
      if (til !== 'infinity' && til <= fra) throw new UgyldigtInput('PERIODE_OMVENDT', 'til', 'Spærren slutter, før den begynder.');
      await this.laesning.kraevObjekt(tx, v.niveau, v.objektId);
      return ud(await this.laesning.hent(tx, await this.spaerrer.opret(tx, { niveau: v.niveau, objektId: v.objektId, art: v.art, aarsag: v.aarsag, fra, til })));
    });
  }

  @Post(':id/ophaev') @HttpCode(200) @Ret('spaerre:opret') @Endepunkt('Ophæver en spærre fra en dag', { 404: ['IKKE_FUNDET'], 422: ['DATO_UGYLDIG'] })
  @ApiOkResponse({ type: SpaerreSvar })
  async ophaev(@Param('id', Id) id: string, @Body() v: OphaevDto, @Hvem() hvem: Hvem): Promise<SpaerreSvar> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.hent(tx, id);
      await this.spaerrer.ophaev(tx, id, v.fra === undefined ? tx.forretningsdato : laesDato('fra', v.fra));
      return ud(await this.laesning.hent(tx, id));
    });
  }

  @Get() @Ret('spaerre:laes') @Endepunkt('Spærrer på et objekt, nyeste først', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['VAERDI_UKENDT', 'ID_UGYLDIGT'] })
  @ApiOkResponse({ type: SpaerresideSvar })
  async liste(@Query() v: SpaerrelisteDto, @Hvem() hvem: Hvem): Promise<Side<SpaerreSvar>> {
    kraevNiveau(hvem, v.niveau);
    const r = await this.db.iKommune(hvem, (tx) => this.laesning.paaObjekt(tx, v.niveau, v.objektId));
    return { poster: r.map(ud), naeste: null };
  }
}

/** A debtor and an account hold more than one fagsystem's claims. */
function kraevNiveau(hvem: Hvem, niveau: Spaerreniveau): void {
  if (hvem.fagsystem !== undefined && (niveau === 'FORRETNINGSPARTNER' || niveau === 'AFTALEKONTO')) throw new KunEgneKrav();
}

const ud = (s: Spaerre): SpaerreSvar => tilSvar(s);
