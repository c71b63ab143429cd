import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { KlarhedsoversigtService, PsrmkontrolService, PsrmPolitikService, type Fagsystempolitik, type Ikkeklartkrav } from '#app/inddrivelse';
import { laesDato } from '#app/kernel';
import { KravlaesningService, type PsrmPolitik } from '#app/krav';
import { Database } from '#app/platform';
import { KunEgneKrav } from '../felles/apifejl.js';
import { csvfil } from '../felles/csv.js';
import { Datofelt, Kodefelt, Tekst, Valgfelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { antalAf, laesCursor, NR, sideAf, Sidevalg, type Side } from '../felles/side.js';
import { tilSvar } from '../felles/tilsvar.js';
import { IkkeklaresideSvar, KlarhedsoversigtSvar, KravklarhedSvar, PolitiksideSvar } from './inddrivelse.svar.js';

const FAGSYSTEM = { tekst: 'Kun dette fagsystem; en adgang, der tilhører et fagsystem, ser altid kun sit eget', eksempel: 'NEXUS', valgfri: true };
const REGEL = { tekst: 'Reglens kode fra oversigten, eller FILTER_UKENDT', eksempel: 'R_4_2', maks: 60, form: /^[A-Z][A-Za-z0-9_/]*$/, kode: 'PSRM_REGEL_UKENDT', besked: 'Reglen findes ikke i inddrivelsens filter; brug en kode fra oversigten.' };

class OversigtDto {
  @Kodefelt(FAGSYSTEM) fagsystem?: string;
}
class RegelvalgDto {
  @Tekst(REGEL) regel: string;
  @Kodefelt(FAGSYSTEM) fagsystem?: string;
}
class KlarhedslisteDto extends Sidevalg {
  @Tekst(REGEL) regel: string;
  @Kodefelt(FAGSYSTEM) fagsystem?: string;
}
const POLITIKKER: readonly PsrmPolitik[] = ['AFVIS', 'MARKER'];
class VaelgPolitikDto {
  @Kodefelt({ tekst: 'Fagsystem', eksempel: 'NEXUS' }) fagsystem: string;
  @Valgfelt(POLITIKKER, { tekst: 'AFVIS: krav, inddrivelsen ville afvise, tages ikke ind. MARKER: de tages ind med deres fund', eksempel: 'AFVIS' }) politik: PsrmPolitik;
  @Datofelt({ tekst: 'Gælder fra; standard i dag', eksempel: '2026-04-01', valgfri: true }) gyldigFra?: string;
}

const KOLONNER = ['kravId', 'art', 'hovedkravId', 'fagsystem', 'reference', 'kravstype', 'fordringstype', 'rest', 'regel', 'felt', 'vaerdi', 'konsekvens', 'modtagelsesdato', 'hvadSkalAendres'] as const satisfies readonly (keyof Ikkeklartkrav)[];

@ApiTags('Inddrivelse')
@Controller('v1/inddrivelse')
export class InddrivelseController {
  constructor(private readonly db: Database, private readonly klarhed: KlarhedsoversigtService, private readonly politik: PsrmPolitikService) {}

  @Get('klarhed') @Ret('inddrivelse:laes') @Endepunkt('Hvor mange krav og kroner der ikke er klar til inddrivelse, pr. fagsystem og regel', { 403: ['KUN_EGNE_KRAV'], 422: ['KODE_UGYLDIG'] })
  @ApiOkResponse({ type: KlarhedsoversigtSvar })
  oversigt(@Query() v: OversigtDto, @Hvem() hvem: Hvem): Promise<object> {
    const fagsystem = valgt(hvem, v.fagsystem);
    return this.db.iKommune(hvem, async (tx) => tilSvar(await this.klarhed.oversigt(tx, fagsystem)), { laes: true });
  }

  @Get('klarhed/krav') @Ret('inddrivelse:laes') @Endepunkt('Kravene bag et tal: åbne krav, der bryder en regel', { 403: ['KUN_EGNE_KRAV'], 422: ['FELT_MANGLER', 'PSRM_REGEL_UKENDT', 'KODE_UGYLDIG', 'CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: IkkeklaresideSvar })
  async liste(@Query() v: KlarhedslisteDto, @Hvem() hvem: Hvem): Promise<Side<Ikkeklartkrav>> {
    const antal = antalAf(v);
    return sideAf(await this.krav(hvem, v, laesCursor(v.cursor, NR)?.[0], antal), antal, (k) => k, (k) => [k.kravId]);
  }

  @Get('klarhed/krav.csv') @Ret('inddrivelse:laes') @Endepunkt('Kravene bag et tal som regneark (CSV med semikolon, UTF-8)', { 403: ['KUN_EGNE_KRAV'], 422: ['FELT_MANGLER', 'PSRM_REGEL_UKENDT', 'KODE_UGYLDIG'] })
  @ApiProduces('text/csv') @ApiOkResponse({ description: 'Én linje pr. krav, i samme orden som listen', content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(@Query() v: RegelvalgDto, @Hvem() hvem: Hvem): Promise<StreamableFile> {
    return csvfil('klarhed', KOLONNER, (efter: Ikkeklartkrav | undefined, antal) => this.krav(hvem, v, efter?.kravId, antal));
  }

  private krav(hvem: Hvem, v: RegelvalgDto, efter: string | undefined, antal: number): Promise<Ikkeklartkrav[]> {
    const fagsystem = valgt(hvem, v.fagsystem);
    return this.db.iKommune(hvem, (tx) => this.klarhed.ikkeKlare(tx, { regel: v.regel, fagsystem, efter, antal }), { laes: true });
  }

  @Get('politikker') @Ret('opsaetning:laes') @KunMyndighed() @Endepunkt('Hvad der sker med krav, inddrivelsen ville afvise; et fagsystem, der ikke står her, har MARKER', { 403: ['KUN_EGNE_KRAV'] })
  @ApiOkResponse({ type: PolitiksideSvar })
  async politikker(@Hvem() hvem: Hvem): Promise<Side<Fagsystempolitik>> {
    return { poster: await this.db.iKommune(hvem, (tx) => this.politik.alle(tx, tx.forretningsdato)), naeste: null };
  }

  @Post('politikker') @HttpCode(200) @Ret('opsaetning:ret') @KunMyndighed() @Endepunkt('Vælger et fagsystems politik fra en dag', { 403: ['KUN_EGNE_KRAV'], 422: ['FELT_MANGLER', 'KODE_UGYLDIG', 'VAERDI_UKENDT', 'DATO_UGYLDIG'] })
  @ApiOkResponse({ type: PolitiksideSvar })
  async vaelg(@Body() v: VaelgPolitikDto, @Hvem() hvem: Hvem): Promise<Side<Fagsystempolitik>> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.politik.vaelg(tx, v.fagsystem, v.politik, v.gyldigFra === undefined ? tx.forretningsdato : laesDato('gyldigFra', v.gyldigFra));
      return { poster: await this.politik.alle(tx, tx.forretningsdato), naeste: null };
    });
  }
}

@ApiTags('Inddrivelse')
@Controller('v1/krav')
export class KravklarhedController {
  constructor(private readonly db: Database, private readonly laesning: KravlaesningService, private readonly kontrol: PsrmkontrolService) {}

  @Get(':id/klarhed') @Ret('inddrivelse:laes') @Endepunkt('Er kravet klar til inddrivelse? Hver regel, det bryder, med felt, værdi, og hvad der skal ændres', { 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: KravklarhedSvar })
  klarhed(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevAdgang(tx, id);
      return tilSvar(await this.kontrol.forKrav(tx, id));
    }, { laes: true });
  }
}

/** A fagsystem's token sees its own, whatever it asks for. @throws KunEgneKrav when it asks for another's */
function valgt(hvem: Hvem, oensket: string | undefined): string | undefined {
  if (hvem.fagsystem !== undefined && oensket !== undefined && oensket !== hvem.fagsystem) throw new KunEgneKrav();
  return hvem.fagsystem ?? oensket;
}
