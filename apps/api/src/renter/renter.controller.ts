import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { laesDato, type Lokaldato } from '#app/kernel';
import { KravlaesningService } from '#app/krav';
import { Database } from '#app/platform';
import { GenberegningService, RenteopgoerelseService, RentevilkaarService, type Opgoerelsesvalg, type Renteopgoerelse } from '#app/renter';
import { StamdatalaesningService } from '#app/stamdata';
import { csvfil } from '../felles/csv.js';
import { Formaal, Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { antalAf, cursorAf, laesCursor, NR, type Side } from '../felles/side.js';
import { tilSvar } from '../felles/tilsvar.js';
import { GenberegnDto, OpgoerelseDto, OpgoerelseslisteDto, OphaevVilkaarDto, RentevilkaarDto, SammenlignDto } from './renter.dto.js';
import { DebitoropgoerelseSvar, GenberegningSvar, RenteopgoerelsessideSvar, RentevilkaarlisteSvar, SammenligningSvar } from './renter.svar.js';

const FOERST = '1900-01-01' as Lokaldato;
const SIDST = '9999-12-31' as Lokaldato;
const KOLONNER = ['forretningspartnerId', 'aar', 'regime', 'indberetningspligtig', 'tilskrevet', 'betalt', 'afskrevet', 'bortfaldet', 'rest', 'restgaeld', 'restance'] as const satisfies readonly (keyof Renteopgoerelse)[];

/** Interest of one claim: terms of a judgment, worked out anew, beside the collector's. */
@ApiTags('Renter')
@Controller('v1/krav')
export class KravrenteController {
  constructor(private readonly db: Database, private readonly laesning: KravlaesningService, private readonly vilkaar: RentevilkaarService, private readonly genberegning: GenberegningService) {}

  @Get(':id/rentevilkaar') @Ret('krav:laes') @Endepunkt('Dom eller forlig om kravets renter, med hvad der før var kendt', { 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: RentevilkaarlisteSvar })
  liste(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevAdgang(tx, id);
      return tilSvar({ poster: await this.vilkaar.liste(tx, id) });
    }, { laes: true });
  }

  @Post(':id/rentevilkaar') @Ret('rente:fastsaet')
  @Endepunkt('Dom eller forlig giver kravet sin egen rente fra en dag; næste nat retter renterne', { 404: ['IKKE_FUNDET'], 409: ['RENTEVILKAAR_KUN_PAA_HOVEDKRAV', 'SAMTIDIG_AENDRING'],
    422: ['FELT_MANGLER', 'VAERDI_UKENDT', 'RENTESATS_UGYLDIG', 'DATO_UGYLDIG', 'DATO_I_FREMTIDEN', 'PERIODE_OMVENDT', 'VILKAAR_FOER_STIFTELSE', 'TEKST_FOR_LANG', 'TEGN_UGYLDIGT'] })
  @ApiCreatedResponse({ type: RentevilkaarlisteSvar })
  fastsaet(@Param('id', Id) id: string, @Body() v: RentevilkaarDto, @Hvem() hvem: Hvem): Promise<object> {
    const nyt = { ...v, fra: laesDato('fra', v.fra), til: v.til === undefined ? undefined : laesDato('til', v.til), afgjort: laesDato('afgjort', v.afgjort) };
    return this.db.iKommune(hvem, async (tx) => tilSvar({ poster: await this.vilkaar.fastsaet(tx, id, nyt) }));
  }

  @Post(':id/rentevilkaar/ophaev') @HttpCode(200) @Ret('rente:fastsaet')
  @Endepunkt('Fra en dag følger kravet igen sin egen lov; det, der gjaldt, bliver stående', { 404: ['IKKE_FUNDET'], 409: ['RENTEVILKAAR_KUN_PAA_HOVEDKRAV', 'INGEN_RENTEVILKAAR', 'SAMTIDIG_AENDRING'], 422: ['DATO_UGYLDIG'] })
  @ApiOkResponse({ type: RentevilkaarlisteSvar })
  ophaev(@Param('id', Id) id: string, @Body() v: OphaevVilkaarDto, @Hvem() hvem: Hvem): Promise<object> {
    const fra = laesDato('fra', v.fra);
    return this.db.iKommune(hvem, async (tx) => tilSvar({ poster: await this.vilkaar.ophaev(tx, id, fra) }));
  }

  @Get(':id/renteberegning') @Ret('krav:laes') @Endepunkt('Renterne regnet om periode for periode efter de regler og satser, der gjaldt, ved siden af det bogførte', { 404: ['IKKE_FUNDET'], 422: ['DATO_UGYLDIG'] })
  @ApiOkResponse({ type: GenberegningSvar })
  genberegn(@Param('id', Id) id: string, @Query() v: GenberegnDto, @Hvem() hvem: Hvem): Promise<object> {
    const [fra, til] = [v.fra === undefined ? FOERST : laesDato('fra', v.fra), v.til === undefined ? SIDST : laesDato('til', v.til)];
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevAdgang(tx, id);
      return tilSvar(await this.genberegning.genberegn(tx, id, fra, til));
    }, { laes: true });
  }

  @Get(':id/inddrivelsesrente') @Ret('krav:laes') @Endepunkt('Hvad inddrivelsesrenten ville være, ved siden af kommunens egen rente; intet bogføres', { 404: ['IKKE_FUNDET'], 422: ['DATO_UGYLDIG', 'FELT_MANGLER'] })
  @ApiOkResponse({ type: SammenligningSvar })
  sammenlign(@Param('id', Id) id: string, @Query() v: SammenlignDto, @Hvem() hvem: Hvem): Promise<object> {
    const [modtaget, til] = [laesDato('modtaget', v.modtaget), v.til === undefined ? undefined : laesDato('til', v.til)];
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevAdgang(tx, id);
      return tilSvar(await this.genberegning.sammenlign(tx, id, modtaget, til ?? tx.forretningsdato));
    }, { laes: true });
  }
}

/** The yearly statement of interest, for the debtor and for Skatteforvaltningen. */
@ApiTags('Renter')
@Controller('v1')
export class RenteopgoerelseController {
  constructor(private readonly db: Database, private readonly opgoerelse: RenteopgoerelseService, private readonly stamdata: StamdatalaesningService) {}

  @Get('renteopgoerelser') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Årets renter pr. debitor og lov; poster pr. side tæller debitorer', { 403: ['KUN_EGNE_KRAV'], 422: ['FELT_MANGLER', 'TAL_UGYLDIGT', 'DATO_UGYLDIG', 'CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: RenteopgoerelsessideSvar })
  async liste(@Query() v: OpgoerelseslisteDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const [efter] = laesCursor(v.cursor, NR) ?? ['0'];
    const valgt = valg(v);
    const side = await this.db.iKommune(hvem, (tx) => this.opgoerelse.side(tx, valgt, efter!, antalAf(v)), { laes: true });
    return { poster: side.poster.map((p) => tilSvar(p)), naeste: side.naeste === null ? null : cursorAf([side.naeste]) };
  }

  @Get('renteopgoerelser.csv') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Årets renter som regneark (CSV med semikolon, UTF-8)', { 403: ['KUN_EGNE_KRAV'], 422: ['FELT_MANGLER', 'TAL_UGYLDIGT', 'DATO_UGYLDIG'] })
  @ApiProduces('text/csv') @ApiOkResponse({ description: 'Én linje pr. debitor og lov', content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(@Query() v: OpgoerelseDto, @Hvem() hvem: Hvem): Promise<StreamableFile> {
    const valgt = valg(v);
    let efter: string | null = '0';
    let rester: Renteopgoerelse[] = [];
    return csvfil(`renteopgoerelse-${valgt.aar}`, KOLONNER, async (_, antal) => {
      while (rester.length <= antal && efter !== null) {
        const fra: string = efter;
        const side = await this.db.iKommune(hvem, (tx) => this.opgoerelse.side(tx, valgt, fra, antal), { laes: true });
        rester.push(...side.poster);
        efter = side.naeste;
      }
      const ud = rester.slice(0, antal + 1);
      rester = rester.slice(antal);
      return ud.map((r) => ({ ...r, indberetningspligtig: jaNej(r.indberetningspligtig), restance: jaNej(r.restance) }));
    });
  }

  @Get('forretningspartnere/:id/renteopgoerelse') @Ret('konto:laes') @KunMyndighed() @Endepunkt('En debitors renteopgørelse for et år, krav for krav og på dansk', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['FELT_MANGLER', 'TAL_UGYLDIGT', 'DATO_UGYLDIG', 'FORMAAL_UGYLDIGT'] })
  @ApiHeader({ name: 'X-Formaal', required: false, description: 'Formålet med opslaget; en persons opslag logges', schema: { type: 'string', example: 'Spørgsmål fra borger' } })
  @ApiOkResponse({ type: DebitoropgoerelseSvar })
  debitor(@Param('id', Id) id: string, @Query() v: OpgoerelseDto, @Hvem() hvem: Hvem, @Formaal() formaal: string): Promise<object> {
    const valgt = valg(v);
    return this.db.iKommune(hvem, async (tx) => {
      await this.stamdata.kraevPartner(tx, id);
      await this.stamdata.noterOpslag(tx, id, formaal || 'Renteopgørelse', 'LAES_KRAV');
      return tilSvar(await this.opgoerelse.debitor(tx, id, valgt));
    });
  }
}

const jaNej = (v: boolean): string => (v ? 'ja' : 'nej');
const valg = (v: OpgoerelseDto): Opgoerelsesvalg => ({ aar: Number(v.aar), kendt: v.kendt === undefined ? null : laesDato('kendt', v.kendt) });
