import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { laesDato, UgyldigtInput, type Lokaldato } from '#app/kernel';
import { SpaerrelaesningService, SpaerreService, type Spaerreart, type Spaerrefilter, type Spaerreniveau, type Spaerrevisning } from '#app/krav';
import { Database, type Tx } from '#app/platform';
import { KunEgneKrav } from '../felles/apifejl.js';
import { Datofelt, Idfelt, Tekst, Valgfelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { Ret } from '../felles/ret.js';
import { antalAf, DAG, laesCursor, NR, sideAf, Sideklasse, Sidevalg, type Side } from '../felles/side.js';
import { tilSvar } from '../felles/tilsvar.js';
import { BekraeftDto } from '../rettelser/rettelse.dto.js';
import { Rettelsesruter } from '../rettelser/rettelsesruter.js';
import { ARTER, NIVEAUER, SpaerrevisningSvar } from './spaerre.svar.js';

const BRUGER = { maks: 100, eksempel: 'sagsbehandler1' } as const;

class OpretSpaerreDto extends BekraeftDto {
  @Valgfelt(NIVEAUER, { tekst: 'Hvad spærren står på', eksempel: 'KRAV' }) niveau: Spaerreniveau;
  @Idfelt({ tekst: 'Objektets id', eksempel: '1004' }) objektId: string;
  @Valgfelt(ARTER, { tekst: 'Hvad der spærres for', eksempel: 'RYKKER' }) art: Spaerreart;
  @Tekst({ tekst: 'Årsag', eksempel: 'Indsigelse modtaget', maks: 200 }) aarsag: string;
  @Tekst({ ...BRUGER, tekst: 'Hvem der svarer for spærren; standard er den, der opretter', valgfri: true }) ejer?: string;
  @Datofelt({ tekst: 'Fra; standard i dag', eksempel: '2026-03-31', valgfri: true }) fra?: string;
  @Datofelt({ tekst: 'Til (medregnes ikke); udelades, når den gælder til den ophæves', eksempel: '2026-06-30', valgfri: true }) til?: string;
}
class OphaevDto extends BekraeftDto {
  @Datofelt({ tekst: 'Fra hvilken dag spærren er ophævet; standard i dag', eksempel: '2026-04-15', valgfri: true }) fra?: string;
}
class ForlaengDto {
  @Datofelt({ tekst: 'Ny slutdato (medregnes ikke); udelades, når den skal gælde til den ophæves', eksempel: '2026-09-30', valgfri: true }) til?: string;
}
class EjerDto {
  @Tekst({ ...BRUGER, tekst: 'Hvem der herefter svarer for spærren' }) ejer: string;
}
class ArbejdslisteDto extends Sidevalg {
  @Tekst({ ...BRUGER, tekst: 'Kun dem, denne bruger svarer for', valgfri: true }) ejer?: string;
  @Valgfelt(ARTER, { tekst: 'Kun denne art', eksempel: 'RYKKER', valgfri: true }) art?: Spaerreart;
}
class SpaerrelisteDto extends ArbejdslisteDto {
  @Valgfelt(NIVEAUER, { tekst: 'Niveau; skal angives sammen med objektId', eksempel: 'KRAV', valgfri: true }) niveau?: Spaerreniveau;
  @Idfelt({ tekst: 'Objektets id', eksempel: '1004', valgfri: true }) objektId?: string;
  @Tekst({ tekst: 'Ord i årsagen; aldrig navne eller numre på personer', eksempel: 'indsigelse', maks: 100, form: /^(?!.*\d[\d -]{4}\d)/, kode: 'AARSAG_UGYLDIG', besked: 'Søg på ord i årsagen, ikke på numre.', valgfri: true }) aarsag?: string;
  @Datofelt({ tekst: 'Kun dem, der gælder denne dag', eksempel: '2026-03-31', valgfri: true }) aktivPaa?: string;
}
const SpaerresideSvar = Sideklasse(SpaerrevisningSvar, 'SpaerresideSvar');

@ApiTags('Spærrer')
@Controller('v1/spaerrer')
export class SpaerreController {
  constructor(private readonly db: Database, private readonly spaerrer: SpaerreService, private readonly laesning: SpaerrelaesningService, private readonly ruter: Rettelsesruter) {}

  @Post() @Ret('spaerre:opret') @Endepunkt('Opretter en spærre; ændrer den noget bogført, skal kvitteringen bekræftes', { 403: ['KUN_EGNE_KRAV', 'RETTELSE_KRAEVER_MYNDIGHED'], 404: ['IKKE_FUNDET'], 409: ['KVITTERING_KRAEVES', 'KVITTERING_FORAELDET'], 422: ['AFTRYK_UGYLDIGT', 'VAERDI_UKENDT', 'ID_UGYLDIGT', 'DATO_UGYLDIG', 'PERIODE_OMVENDT', 'FELT_MANGLER', 'TEKST_FOR_LANG'] })
  @ApiCreatedResponse({ type: SpaerrevisningSvar })
  async opret(@Body() v: OpretSpaerreDto, @Hvem() hvem: Hvem): Promise<SpaerrevisningSvar> {
    kraevNiveau(hvem, v.niveau);
    const { bekraeft: _, ...indhold } = v;
    const periode = (tx: Tx): { fra: Lokaldato; til: Lokaldato | 'infinity' } => {
      const [fra, til] = [fraAf(v)(tx), tilAf(v.til)];
      if (til <= fra) throw new UgyldigtInput('PERIODE_OMVENDT', 'til', 'Spærren slutter, før den begynder.');
      return { fra, til };
    };
    return this.ruter.udfoer(hvem, v, {
      indhold: ['SPAERRE_OPRET', indhold], fra: (tx) => periode(tx).fra, paa: v, trin: [],
      staar: (tx) => { periode(tx); return this.laesning.kraevObjekt(tx, v.niveau, v.objektId); },
      udfoer: async (tx) => this.vis(tx, await this.spaerrer.opret(tx, { niveau: v.niveau, objektId: v.objektId, art: v.art, aarsag: v.aarsag, ejer: v.ejer, ...periode(tx) })),
    });
  }

  @Post(':id/ophaev') @HttpCode(200) @Ret('spaerre:opret') @Endepunkt('Ophæver en spærre fra en dag; en, der ikke er begyndt, kommer aldrig til at gælde; ændrer det noget bogført, skal kvitteringen bekræftes', { 403: ['RETTELSE_KRAEVER_MYNDIGHED'], 404: ['IKKE_FUNDET'], 409: ['SPAERRE_ER_OPHOERT', 'KVITTERING_KRAEVES', 'KVITTERING_FORAELDET'], 422: ['AFTRYK_UGYLDIGT', 'DATO_UGYLDIG'] })
  @ApiOkResponse({ type: SpaerrevisningSvar })
  async ophaev(@Param('id', Id) id: string, @Body() v: OphaevDto, @Hvem() hvem: Hvem): Promise<SpaerrevisningSvar> {
    const { idempotens: _, ...laeser } = hvem;
    const s = await this.db.iKommune(laeser, (tx) => this.laesning.hent(tx, id), { laes: true }); // a fagsystem's own only
    return this.ruter.udfoer(hvem, v, {
      indhold: ['SPAERRE_OPHAEV', id, v.fra], fra: fraAf(v), paa: s, trin: [], staar: async (tx) => { const { fra, til } = await this.laesning.hent(tx, id); return { fra, til }; },
      udfoer: async (tx) => { await this.spaerrer.ophaev(tx, id, fraAf(v)(tx)); return this.vis(tx, id); },
    });
  }

  @Post(':id/forlaeng') @HttpCode(200) @Ret('spaerre:opret') @Endepunkt('Forlænger en spærre, eller lader den gælde til den ophæves', { 404: ['IKKE_FUNDET'], 409: ['SPAERRE_ER_OPHOERT'], 422: ['DATO_UGYLDIG', 'SPAERRE_FORLAENGES_IKKE'] })
  @ApiOkResponse({ type: SpaerrevisningSvar })
  forlaeng(@Param('id', Id) id: string, @Body() v: ForlaengDto, @Hvem() hvem: Hvem): Promise<SpaerrevisningSvar> {
    return this.aendr(hvem, id, (tx) => this.spaerrer.forlaeng(tx, id, tilAf(v.til)));
  }

  @Post(':id/ejer') @HttpCode(200) @Ret('spaerre:opret') @Endepunkt('Lader en anden svare for en spærre', { 404: ['IKKE_FUNDET'], 422: ['FELT_MANGLER', 'TEKST_FOR_LANG'] })
  @ApiOkResponse({ type: SpaerrevisningSvar })
  ejer(@Param('id', Id) id: string, @Body() v: EjerDto, @Hvem() hvem: Hvem): Promise<SpaerrevisningSvar> {
    return this.aendr(hvem, id, (tx) => this.spaerrer.skiftEjer(tx, id, v.ejer));
  }

  @Get() @Ret('spaerre:laes') @Endepunkt('Spærrer efter niveau, objekt, art, ejer, årsag og dag, nyeste først', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['VAERDI_UKENDT', 'ID_UGYLDIGT', 'FILTER_MANGLER', 'AARSAG_UGYLDIG', 'DATO_UGYLDIG', 'CURSOR_UGYLDIG', 'TAL_UGYLDIGT'] })
  @ApiOkResponse({ type: SpaerresideSvar })
  async liste(@Query() v: SpaerrelisteDto, @Hvem() hvem: Hvem): Promise<Side<SpaerrevisningSvar>> {
    if (v.niveau !== undefined) kraevNiveau(hvem, v.niveau);
    if (v.objektId !== undefined && v.niveau === undefined) throw new UgyldigtInput('FILTER_MANGLER', 'niveau', 'Angiv niveauet sammen med objektId.');
    return this.side(hvem, v, { niveau: v.niveau, objektId: v.objektId, aarsag: v.aarsag, aktivPaa: v.aktivPaa === undefined ? undefined : laesDato('aktivPaa', v.aktivPaa) });
  }

  @Get('uden-slutdato') @Ret('spaerre:laes') @Endepunkt('Arbejdsliste: spærrer uden slutdato, der har gjaldt længe (indstillingen spaerreUdenSlutDage), ældste først', { 422: ['VAERDI_UKENDT', 'CURSOR_UGYLDIG', 'TAL_UGYLDIGT'] })
  @ApiOkResponse({ type: SpaerresideSvar })
  udenSlutdato(@Query() v: ArbejdslisteDto, @Hvem() hvem: Hvem): Promise<Side<SpaerrevisningSvar>> {
    return this.side(hvem, v, { udenSlutdato: true, aeldsteFoerst: true });
  }

  private side(hvem: Hvem, v: ArbejdslisteDto, filter: Omit<Spaerrefilter, 'antal' | 'efter' | 'art' | 'ejer'>): Promise<Side<SpaerrevisningSvar>> {
    const antal = antalAf(v);
    const [fra, id] = laesCursor(v.cursor, DAG, NR) ?? [];
    return this.db.iKommune(hvem, async (tx) => {
      if (filter.niveau !== undefined && filter.objektId !== undefined) await this.laesning.kraevObjekt(tx, filter.niveau, filter.objektId);
      const r = await this.laesning.liste(tx, { ...filter, art: v.art, ejer: v.ejer, antal, efter: id === undefined ? undefined : { fra: fra as Lokaldato, id } });
      return sideAf(r, antal, ud, (s) => [s.fra, s.id]);
    });
  }

  private aendr(hvem: Hvem, id: string, arbejde: (tx: Tx) => Promise<void>): Promise<SpaerrevisningSvar> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.hent(tx, id); // a fagsystem's own only
      await arbejde(tx);
      return this.vis(tx, id);
    });
  }

  private async vis(tx: Tx, id: string): Promise<SpaerrevisningSvar> { return ud(await this.laesning.hent(tx, id)); }
}

const fraAf = (v: { fra?: string }) => (tx: Tx): Lokaldato => (v.fra === undefined ? tx.forretningsdato : laesDato('fra', v.fra));
const tilAf = (til: string | undefined): Lokaldato | 'infinity' => (til === undefined ? 'infinity' : laesDato('til', til));

/** A debtor and an account hold more than one fagsystem's claims. */
function kraevNiveau(hvem: Hvem, niveau: Spaerreniveau): void {
  if (hvem.fagsystem !== undefined && (niveau === 'FORRETNINGSPARTNER' || niveau === 'AFTALEKONTO')) throw new KunEgneKrav();
}

const ud = (s: Spaerrevisning): SpaerrevisningSvar => tilSvar(s);
