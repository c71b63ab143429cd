import type { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { UgyldigtInput } from '#app/kernel';
import { KRAEVEDE_KOLONNER, KRAVFIL_TITLER, KravfilForStor, KravfillaesningService, KravfilmodtagelseService, KravfilService, KOLONNENAVNE, MAKS_LINJER, MAKS_MB, type Kravfil, type Kravfilvisning, type Resultatraekke } from '#app/kravfil';
import { Database } from '#app/platform';
import type { Anmodning } from '../felles/anmodning.js';
import { KunEgneKrav } from '../felles/apifejl.js';
import { csvfil } from '../felles/csv.js';
import { filnavnAf } from '../felles/filnavn.js';
import { Kodefelt, Valgfelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { Ret, Stroemkrop } from '../felles/ret.js';
import { antalAf, laesCursor, NR, sideAf, Sidevalg, type Side } from '../felles/side.js';
import { KravfilmodtagelseSvar, KravfilsideSvar, KravfilvisningSvar, ResultatsideSvar } from './kravfil.svar.js';

class ModtagDto {
  @Kodefelt({ tekst: 'Fagsystemet, der opretter kravene; udelades, når adgangen tilhører et fagsystem', eksempel: 'NEXUS', valgfri: true }) fagsystem?: string;
}
class ResultatDto extends Sidevalg {
  @Valgfelt(['true', 'false'], { tekst: 'true: kun krav, der ikke blev oprettet', eksempel: 'true', valgfri: true }) udenKrav?: string;
}
const KOLONNER = ['linje', 'reference', 'udfald', 'kravId', 'betalingsId', 'klarhed', 'felt', 'kode', 'besked', 'nr'] as const satisfies readonly (keyof Resultatraekke)[];
const FIL = `Krav som JSON-array (application/json), ét krav pr. linje (application/x-ndjson) eller regneark (text/csv): højst ${MAKS_LINJER} linjer og ${MAKS_MB} MB.
Et regnearks første linje er kolonnernes navne: ${KOLONNENAVNE.join(', ')}; det sidste ord alene er nok. Kræves: ${KRAEVEDE_KOLONNER.join(', ')}.
Skilletegn ; eller ,. UTF-8 eller ISO 8859-1. En række pr. kravlinje; rækker efter hinanden med samme reference er ét krav. Beløb 1234.50 eller 1.234,50; datoer ÅÅÅÅ-MM-DD eller DD-MM-ÅÅÅÅ.`;

/** Claims by the file: stored, read, registered by the workers part by part, answered line by line. */
@ApiTags('Krav')
@Controller('v1/kravfiler')
export class KravfilController {
  constructor(private readonly db: Database, private readonly modtagelse: KravfilmodtagelseService, private readonly kravfil: KravfilService, private readonly laesning: KravfillaesningService) {}

  @Post() @HttpCode(202) @Ret('krav:opret') @Stroemkrop(FIL)
  @Endepunkt('Modtager en fil med krav som en kørsel; den samme fil igen er den samme kørsel', { 403: ['KUN_EGNE_KRAV'], 413: ['KRAVFIL_FOR_STOR'], 422: ['FIL_MANGLER', 'FELT_MANGLER', 'FILNAVN_UGYLDIGT', ...Object.keys(KRAVFIL_TITLER)] })
  @ApiHeader({ name: 'X-Filnavn', required: false, description: 'Filens navn', schema: { type: 'string', example: 'marts.csv' } })
  @ApiAcceptedResponse({ type: KravfilmodtagelseSvar })
  async modtag(@Body() fil: unknown, @Query() v: ModtagDto, @Hvem() hvem: Hvem, @Req() a: Anmodning, @Headers('x-filnavn') filnavn?: string): Promise<KravfilmodtagelseSvar> {
    if (!erStroem(fil)) throw new UgyldigtInput('FIL_MANGLER', 'krop', 'Send filen som forespørgslens krop.');
    const hoved = { fagsystem: fagsystemAf(hvem, v.fagsystem), format: a.stroemtype === 'text/csv' ? 'CSV' as const : 'JSON' as const, filnavn: filnavnAf(filnavn) };
    if (/^\d{1,15}$/.test(String(a.headers['content-length'])) && Number(a.headers['content-length']) > MAKS_MB * 1024 * 1024) throw new KravfilForStor(MAKS_MB); // told beforehand
    const { kendt, kravfilId, koerselId } = await this.modtagelse.modtag(this.db, hvem, hoved, fil.iterator({ destroyOnReturn: false })); // a refused sender is answered, not cut off
    return { kendt, id: kravfilId, koerselId };
  }

  @Get() @Ret('krav:opret') @Endepunkt('Modtagne filer og hvor langt de er, nyeste først', { 422: ['CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: KravfilsideSvar })
  async liste(@Query() v: Sidevalg, @Hvem() hvem: Hvem): Promise<Side<Kravfil>> {
    const antal = antalAf(v);
    const foer = laesCursor(v.cursor, NR)?.[0];
    return sideAf(await this.db.iKommune(hvem, (tx) => this.laesning.liste(tx, antal, foer), { laes: true }), antal, (f) => f, (f) => [f.id]);
  }

  @Get(':id') @Ret('krav:opret') @Endepunkt('En fil: hvor langt dens kørsel er, og krav efter udfald og kode', { 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: KravfilvisningSvar })
  hent(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Kravfilvisning> { return this.db.iKommune(hvem, (tx) => this.laesning.hent(tx, id), { laes: true }); }

  @Get(':id/resultat') @Ret('krav:opret') @Endepunkt('Svaret på hvert krav, i filens rækkefølge; så langt som kørslen er', { 404: ['IKKE_FUNDET'], 422: ['CURSOR_UGYLDIG', 'VAERDI_UKENDT'] })
  @ApiOkResponse({ type: ResultatsideSvar })
  async resultat(@Param('id', Id) id: string, @Query() v: ResultatDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const antal = antalAf(v);
    const efter = laesCursor(v.cursor, LINJENR6)?.[0] ?? '0';
    const r = await this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevAdgang(tx, id);
      return this.laesning.resultat(tx, id, Number(efter), antal, v.udenKrav === 'true');
    }, { laes: true });
    return sideAf(r, antal, (x) => x, (x) => [String(x.nr)]);
  }

  @Get(':id/resultat.csv') @Ret('krav:opret') @Endepunkt('Svaret som regneark: en række pr. krav, og pr. fejl i det', { 404: ['IKKE_FUNDET'] })
  @ApiProduces('text/csv') @ApiOkResponse({ description: 'CSV med semikolon, UTF-8', content: { 'text/csv': { schema: { type: 'string' } } } })
  async csv(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<StreamableFile> {
    await this.db.iKommune(hvem, (tx) => this.laesning.kraevAdgang(tx, id), { laes: true });
    return csvfil(`kravfil-${id}`, KOLONNER, (efter: Resultatraekke | undefined, antal) => this.db.iKommune(hvem, (tx) => this.laesning.raekker(tx, id, efter, antal), { laes: true }));
  }

  @Post(':id/genoptag') @HttpCode(202) @Ret('krav:opret')
  @Endepunkt('Prøver igen de krav i filen, som ikke er oprettet; de øvrige røres ikke', { 404: ['IKKE_FUNDET'], 409: ['KRAVFIL_KAN_IKKE_GENOPTAGES'] })
  @ApiAcceptedResponse({ type: KravfilvisningSvar })
  genoptag(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Kravfilvisning> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevAdgang(tx, id);
      await this.kravfil.genoptag(tx, id);
      return this.laesning.hent(tx, id);
    });
  }
}

const LINJENR6 = (del: string): boolean => /^\d{1,6}$/.test(del);
const erStroem = (v: unknown): v is Readable => typeof v === 'object' && v !== null && 'iterator' in v && Symbol.asyncIterator in v;

/** A fagsystem's token registers as itself. @throws KunEgneKrav, UgyldigtInput FELT_MANGLER */
function fagsystemAf(hvem: Hvem, oensket: string | undefined): string {
  if (hvem.fagsystem !== undefined && oensket !== undefined && oensket !== hvem.fagsystem) throw new KunEgneKrav();
  const valgt = hvem.fagsystem ?? oensket;
  if (valgt === undefined) throw new UgyldigtInput('FELT_MANGLER', 'fagsystem', 'Angiv fagsystem; adgangen tilhører ikke et.');
  return valgt;
}
