import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { laesDato, maskerCpr, UgyldigtInput } from '#app/kernel';
import { AfklaringService, BankkontoService, IndbetalingService } from '#app/indbetaling';
import { BANKFIL_TITLER, BankfilerService, BankindlaesningService, type Bankfil, type Bankindlaesning } from '#app/integrationer/bank';
import { KravlaesningService } from '#app/krav';
import { Database } from '#app/platform';
import { UdligningService } from '#app/udligning';
import { Datofelt, Idfelt, JaNejfelt, Tekst } from '../felles/felter.js';
import { filnavnAf } from '../felles/filnavn.js';
import { Hvem, MaaSeId } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, RaaKrop, Ret } from '../felles/ret.js';
import { antalAf, cursorAf, laesCursor, NR, sideAf, Sidevalg, type Side } from '../felles/side.js';
import { tilSvar } from '../felles/tilsvar.js';
import { AfklaringSvar, BankfilsideSvar, BankindlaesningSvar, BankkontosideSvar, BankkontoSvar, PlaceringSvar } from './bank.svar.js';

const KUN = { 403: ['KUN_EGNE_KRAV'] };

class OpretBankkontoDto {
  @Tekst({ tekst: 'IBAN, eller registreringsnummer og konto', eksempel: 'DK5000400440116243', maks: 50 }) kontonummer: string;
  @Tekst({ tekst: 'Navn', eksempel: 'Debitorkonto', maks: 100 }) navn: string;
  @Tekst({ tekst: 'FI-kreditornummer, 8 cifre', eksempel: '82424016', maks: 12, valgfri: true }) fiKreditor?: string;
  @JaNejfelt({ tekst: 'Ventes et udtog hver bankdag? Standard ja', eksempel: true, valgfri: true }) forventesDagligt?: boolean;
  @Datofelt({ tekst: 'Første dag, der ventes udtog for; standard i dag', eksempel: '2026-01-01', valgfri: true }) gyldigFra?: string;
}
class PlacerDto {
  @Idfelt({ tekst: 'Kravet, som pengene er betaling af', eksempel: '1004' }) kravId: string;
}

@ApiTags('Bank')
@Controller('v1/bankfiler')
export class BankfilController {
  constructor(private readonly db: Database, private readonly bank: BankindlaesningService, private readonly filer: BankfilerService) {}

  /** The loading is many transactions; it is repeatable by the file's own content, so only its answer is kept by the key. */
  @Post() @HttpCode(200) @Ret('bankfil:indlaes') @KunMyndighed() @RaaKrop('Bankens kontoudtog, ISO 20022 camt.053 (001.02, 001.04 eller 001.08), højst 60 MB')
  @Endepunkt('Indlæser en bankfil: bogfører, placerer og udligner. Samme fil to gange bogføres én gang', { ...KUN, 409: ['BANKUDTOG_ANDET_INDHOLD'], 422: ['FIL_MANGLER', ...Object.keys(BANKFIL_TITLER), 'BANKKONTO_UKENDT', 'BANKFIL_VALUTA'] })
  @ApiHeader({ name: 'X-Filnavn', required: false, description: 'Filens navn; står i kvitteringen', schema: { type: 'string', example: 'udtog-2026-03-31.xml' } })
  @ApiOkResponse({ type: BankindlaesningSvar })
  async indlaes(@Body() fil: Buffer | undefined, @Hvem() hvem: Hvem, @Headers('x-filnavn') filnavn?: string): Promise<Bankindlaesning> {
    return this.db.iFlereTrin(hvem, (som) => {
      if (!Buffer.isBuffer(fil) || fil.length === 0) throw new UgyldigtInput('FIL_MANGLER', 'krop', 'Send bankfilens bytes som forespørgslens krop.');
      return this.bank.indlaes(this.db, som, fil, filnavnAf(filnavn));
    });
  }

  @Get() @Ret('bankfil:laes') @KunMyndighed() @Endepunkt('Modtagne bankfiler og hvad der blev af dem, nyeste først', { ...KUN, 422: ['CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: BankfilsideSvar })
  async liste(@Query() v: Sidevalg, @Hvem() hvem: Hvem): Promise<Side<Bankfil>> {
    const antal = antalAf(v);
    const foer = laesCursor(v.cursor, NR)?.[0];
    return sideAf(await this.db.iKommune(hvem, (tx) => this.filer.liste(tx, antal + 1, foer)), antal, (f) => f, (f) => [f.id]);
  }
}

@ApiTags('Bank')
@Controller('v1/bankkonti')
export class BankkontoController {
  constructor(private readonly db: Database, private readonly konti: BankkontoService) {}

  @Get() @Ret('bankkonto:laes') @KunMyndighed() @Endepunkt('Kommunens bankkonti', KUN)
  @ApiOkResponse({ type: BankkontosideSvar })
  async liste(@Hvem() hvem: Hvem): Promise<Side<BankkontoSvar>> { return { poster: await this.db.iKommune(hvem, (tx) => this.konti.liste(tx)), naeste: null }; }

  @Post() @Ret('bankkonto:opret') @KunMyndighed() @Endepunkt('Opretter en bankkonto', { ...KUN, 409: ['BANKKONTO_FINDES'], 422: ['BANKKONTO_NUMMER', 'BANKKONTO_NAVN', 'FI_KREDITOR_UGYLDIG', 'DATO_UGYLDIG', 'FELT_MANGLER'] })
  @ApiCreatedResponse({ type: BankkontoSvar })
  opret(@Body() v: OpretBankkontoDto, @Hvem() hvem: Hvem): Promise<BankkontoSvar> {
    return this.db.iKommune(hvem, (tx) => this.konti.opret(tx, { kontonummer: v.kontonummer, navn: v.navn, fiKreditor: v.fiKreditor, forventesDagligt: v.forventesDagligt, gyldigFra: v.gyldigFra === undefined ? tx.forretningsdato : laesDato('gyldigFra', v.gyldigFra) }));
  }
}

@ApiTags('Bank')
@Controller('v1/afklaring')
export class AfklaringController {
  constructor(private readonly db: Database, private readonly afklaring: AfklaringService, private readonly indbetaling: IndbetalingService, private readonly udligning: UdligningService, private readonly krav: KravlaesningService) {}

  @Get() @Ret('afklaring:laes') @KunMyndighed() @Endepunkt('Indbetalinger, der ikke kunne placeres, ældste først, med årsag', { ...KUN, 422: ['CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: AfklaringSvar })
  liste(@Query() v: Sidevalg, @Hvem() hvem: Hvem, @MaaSeId() maaSeId: boolean): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      const side = await this.afklaring.afklaringsliste(tx, laesCursor(v.cursor, NR)?.[0], antalAf(v));
      const poster = side.poster.map((p) => ({ ...p, tekst: p.tekst === null || maaSeId ? p.tekst : maskerCpr(p.tekst) }));
      return tilSvar({ poster, naeste: side.naeste === undefined ? null : cursorAf([side.naeste]), oversigt: await this.afklaring.oversigt(tx) });
    }, { laes: true });
  }

  /** Placed and cleared at once, so that the person sees what it covered. */
  @Post(':id/placer') @HttpCode(200) @Ret('afklaring:placer') @KunMyndighed() @Endepunkt('Placerer en indbetaling på et krav og udligner', { ...KUN, 404: ['IKKE_FUNDET'], 409: ['INDBETALING_ER_PLACERET', 'INDBETALING_ER_UDGAAENDE'], 422: ['ID_UGYLDIGT', 'FELT_MANGLER'] })
  @ApiOkResponse({ type: PlaceringSvar })
  placer(@Param('id', Id) id: string, @Body() { kravId }: PlacerDto, @Hvem() hvem: Hvem): Promise<PlaceringSvar> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.krav.kraevAdgang(tx, kravId);
      const { kravId: hovedkrav, aftalekontoId, forretningspartnerId, bilagId } = await this.indbetaling.placer(tx, id, kravId);
      await this.udligning.behandl(tx, [forretningspartnerId]);
      return { indbetalingId: id, kravId: hovedkrav, aftalekontoId, forretningspartnerId, bilagId };
    });
  }
}
