import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { beloebTekst, laesPositivtBeloeb, UgyldigtInput } from '#app/kernel';
import { Database } from '#app/platform';
import { ANNULLERINGSAARSAGER, KOERSELSSTATUS, RykkerannulleringService, RykkerkoersellaesningService, RykkerkoerselService, RykkerstatusService, STATUSGRUNDE, UnderretningService, type Annulleringsaarsag, type Linjefilter, type Rykkerkoersel, type Rykkerkoerselstatus, type Rykkerkoerselsvisning, type Rykkerlinje, type Statusgrund, type Statuslinje } from '#app/rykker';
import { csvfil } from '../felles/csv.js';
import { Beloebfelt, Felt, Heltalfelt, ID_FORM, Idfelt, Kodefelt, Tekst, Valgfelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { antalAf, cursorAf, laesCursor, NR, sideAf, Sidevalg, type Side } from '../felles/side.js';
import { tilSvar } from '../felles/tilsvar.js';
import { AnnulleretSvar, DannetSvar, HaefterunderretningsideSvar, IndstilletSvar, RykkerkoerselsideSvar, RykkerkoerselsvisningSvar, RykkerlinjesideSvar, StatuslinjesideSvar, TilbagefoertSvar, UdtagetSvar, UnderretningsendtSvar } from './rykker.svar.js';

const MAKS_KRAV = 1000;
const Kravliste = Felt({ tekst: 'Kravene', eksempel: ['1004', '1010'] }, { type: 'array', items: { type: 'string', pattern: ID_FORM.source }, minItems: 1, maxItems: MAKS_KRAV }, (felt, v) => {
  if (!Array.isArray(v)) throw new UgyldigtInput('LISTE_FORVENTET', felt, 'Feltet skal være en liste.');
  if (v.length < 1) throw new UgyldigtInput('LISTE_FOR_KORT', felt, 'Nævn mindst ét krav.');
  if (v.length > MAKS_KRAV) throw new UgyldigtInput('LISTE_FOR_LANG', felt, `Listen må højst have ${MAKS_KRAV}.`);
  if (!v.every((k: unknown) => typeof k === 'string' && ID_FORM.test(k))) throw new UgyldigtInput('ID_UGYLDIGT', felt, 'Id skal være 1-18 cifre.');
});

class KoersellisteDto extends Sidevalg {
  @Valgfelt(KOERSELSSTATUS, { tekst: 'Kun med denne status', eksempel: 'FORSLAG', valgfri: true }) status?: Rykkerkoerselstatus;
}
class LinjefilterDto {
  @Kodefelt({ tekst: 'Kun denne kravstype', eksempel: 'DAGINST', valgfri: true }) kravstype?: string;
  @Heltalfelt(1, 9, { tekst: 'Kun dette trin', eksempel: '1', valgfri: true }) trin?: string;
  @Beloebfelt({ tekst: 'Rest mindst, kroner', eksempel: '100.00', valgfri: true }) beloebFra?: string;
  @Beloebfelt({ tekst: 'Rest højst, kroner', eksempel: '5000.00', valgfri: true }) beloebTil?: string;
  @Valgfelt(['true', 'false'], { tekst: 'true: kun dem, der er taget ud; false: kun dem, der er med', eksempel: 'true', valgfri: true }) udtaget?: string;
  @Valgfelt(['SENDT', 'UDELADT', 'UDTAGET', 'ANNULLERET'], { tekst: 'Kun med dette udfald', eksempel: 'UDELADT', valgfri: true }) udfald?: string;
  @Kodefelt({ tekst: 'Kun udeladt af denne grund', eksempel: 'BELOEB_AENDRET', valgfri: true }) grund?: string;
  @Idfelt({ tekst: 'Kun denne debitor', eksempel: '1001', valgfri: true }) forretningspartnerId?: string;
}
class LinjelisteDto extends LinjefilterDto {
  @Tekst({ tekst: 'Markør fra forrige sides `naeste`; udelades for den første side', maks: 200, form: /^[A-Za-z0-9_-]+$/, kode: 'CURSOR_UGYLDIG', besked: 'Markøren er ikke gyldig; brug den fra forrige sides naeste.', valgfri: true }) cursor?: string;
  @Heltalfelt(1, 500, { tekst: 'Poster pr. side', eksempel: 100, valgfri: true }) antal?: string;
}
class IndsaetDto { @Kravliste krav: string[]; }
class UdtagDto extends IndsaetDto { @Tekst({ tekst: 'Hvorfor; aldrig navne eller numre på personer', eksempel: 'Afventer svar fra debitor', maks: 200 }) aarsag: string; }
class IndstilDto { @Tekst({ tekst: 'Begrundelse til den, der skal godkende', eksempel: 'Gennemgået; to krav afventer svar', maks: 500 }) begrundelse: string; }
class TilbagefoerDto { @Tekst({ tekst: 'Hvorfor kørslen tages tilbage', eksempel: 'Sendt på forkert grundlag', maks: 500, valgfri: true }) tekst?: string; }
class AnnullerBrevDto {
  @Valgfelt(ANNULLERINGSAARSAGER, { tekst: 'Årsag', eksempel: 'FEJL' }) aarsag: Annulleringsaarsag;
  @Tekst({ tekst: 'Uddybning', eksempel: 'Debitor havde ret', maks: 500, valgfri: true }) tekst?: string;
}
class StatusfilterDto {
  @Valgfelt(STATUSGRUNDE, { tekst: 'Kun krav med denne grund', eksempel: 'INDSIGELSE', valgfri: true }) grund?: Statusgrund;
  @Kodefelt({ tekst: 'Kun denne kravstype', eksempel: 'DAGINST', valgfri: true }) kravstype?: string;
}
class StatuslisteDto extends StatusfilterDto {
  @Tekst({ tekst: 'Markør fra forrige sides `naeste`; udelades for den første side', maks: 200, form: /^[A-Za-z0-9_-]+$/, kode: 'CURSOR_UGYLDIG', besked: 'Markøren er ikke gyldig; brug den fra forrige sides naeste.', valgfri: true }) cursor?: string;
  @Heltalfelt(1, 500, { tekst: 'Poster pr. side; en side kan være kortere, selv om der er flere', eksempel: 100, valgfri: true }) antal?: string;
}

const LINJEKOLONNER = ['kravId', 'forretningspartnerId', 'brevnr', 'trin', 'art', 'brevtype', 'kravstype', 'procedure', 'rest', 'gebyr', 'kompensation', 'underretning', 'udtagetAarsag', 'udtagetAf', 'udfald', 'grund', 'grundtekst', 'rykkerbrevId'] as const satisfies readonly (keyof Rykkerlinje)[];
const STATUSKOLONNER = ['kravId', 'forretningspartnerId', 'kravstype', 'srb', 'rest', 'grund', 'trin', 'detalje', 'hvem', 'indtil', 'senesteTrin', 'senesteBrev'] as const satisfies readonly (keyof Statuslinje)[];
const EGNE = { 403: ['KUN_EGNE_KRAV'] };
const EN = { ...EGNE, 404: ['IKKE_FUNDET'] };
const ANDEN = { ...EN, 409: ['RYKKERKOERSEL_STATUS'] };
const LINJEFEJL = ['KODE_UGYLDIG', 'TAL_UGYLDIGT', 'BELOEB_FORMAT', 'VAERDI_UKENDT', 'ID_UGYLDIGT'];

/** Rounds of letters as a caseworker handles them. */
@ApiTags('Rykkere')
@Controller('v1/rykkerkoersler')
export class RykkerkoerselController {
  constructor(private readonly db: Database, private readonly koersler: RykkerkoerselService, private readonly laesning: RykkerkoersellaesningService) {}

  @Get() @Ret('rykker:laes') @KunMyndighed() @Endepunkt('Rykkerkørsler, nyeste først', { ...EGNE, 422: ['CURSOR_UGYLDIG', 'VAERDI_UKENDT'] })
  @ApiOkResponse({ type: RykkerkoerselsideSvar })
  async liste(@Query() v: KoersellisteDto, @Hvem() hvem: Hvem): Promise<Side<Rykkerkoersel>> {
    const [foer] = laesCursor(v.cursor, NR) ?? [];
    return sideAf(await this.db.iKommune(hvem, (tx) => this.laesning.liste(tx, antalAf(v), foer, v.status), { laes: true }), antalAf(v), (k) => k, (k) => [k.id]);
  }

  @Post() @HttpCode(202) @Ret('rykker:ret') @KunMyndighed() @Endepunkt('Danner et forslag over alle, der kan rykkes i dag; workerne skriver linjerne, og intet sendes', { ...EGNE, 409: ['RYKKERKOERSEL_FINDES'] })
  @ApiAcceptedResponse({ type: DannetSvar })
  dan(@Hvem() hvem: Hvem): Promise<DannetSvar> { return this.db.iKommune(hvem, (tx) => this.koersler.dan(tx)); }

  @Get(':id') @Ret('rykker:laes') @KunMyndighed() @Endepunkt('En rykkerkørsel i tal, med forslaget om at sende den', EN)
  @ApiOkResponse({ type: RykkerkoerselsvisningSvar })
  hent(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Rykkerkoerselsvisning> { return this.db.iKommune(hvem, (tx) => this.laesning.hent(tx, id), { laes: true }); }

  @Get(':id/linjer') @Ret('rykker:laes') @KunMyndighed() @Endepunkt('Kørslens krav linje for linje; hvorfor et krav rykkes, står på /v1/krav/{id}/rykkerstatus', { ...EN, 422: ['CURSOR_UGYLDIG', ...LINJEFEJL] })
  @ApiOkResponse({ type: RykkerlinjesideSvar })
  async linjer(@Param('id', Id) id: string, @Query() v: LinjelisteDto, @Hvem() hvem: Hvem): Promise<Side<Rykkerlinje>> {
    const [efter] = laesCursor(v.cursor, NR) ?? [];
    return sideAf(await this.db.iKommune(hvem, (tx) => this.laesning.linjer(tx, id, filterAf(v), efter, antalAf(v)), { laes: true }), antalAf(v), (l) => l, (l) => [l.kravId]);
  }

  @Get(':id/linjer.csv') @Ret('rykker:laes') @KunMyndighed() @Endepunkt('Kørslens krav som regneark', { ...EN, 422: LINJEFEJL })
  @ApiProduces('text/csv') @ApiOkResponse({ description: 'CSV med semikolon, UTF-8', content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(@Param('id', Id) id: string, @Query() v: LinjefilterDto, @Hvem() hvem: Hvem): Promise<StreamableFile> {
    return csvfil(`rykkerkoersel-${id}`, LINJEKOLONNER, (efter: Rykkerlinje | undefined, antal) => this.db.iKommune(hvem, (tx) => this.laesning.linjer(tx, id, filterAf(v), efter?.kravId, antal), { laes: true }));
  }

  @Post(':id/udtag') @HttpCode(200) @Ret('rykker:ret') @KunMyndighed() @Endepunkt('Tager krav ud af et forslag med en årsag; de bliver ude i senere forslag, til de sættes ind igen', { ...ANDEN, 422: ['LISTE_FORVENTET', 'LISTE_FOR_KORT', 'LISTE_FOR_LANG', 'ID_UGYLDIGT', 'FELT_MANGLER', 'TEKST_FOR_LANG'] })
  @ApiOkResponse({ type: UdtagetSvar })
  udtag(@Param('id', Id) id: string, @Body() v: UdtagDto, @Hvem() hvem: Hvem): Promise<UdtagetSvar> { return this.db.iKommune(hvem, async (tx) => ({ aendret: await this.koersler.udtag(tx, id, v.krav, v.aarsag) })); }

  @Post(':id/indsaet') @HttpCode(200) @Ret('rykker:ret') @KunMyndighed() @Endepunkt('Sætter krav ind igen, der var taget ud', { ...ANDEN, 422: ['LISTE_FORVENTET', 'LISTE_FOR_KORT', 'LISTE_FOR_LANG', 'ID_UGYLDIGT'] })
  @ApiOkResponse({ type: UdtagetSvar })
  indsaet(@Param('id', Id) id: string, @Body() v: IndsaetDto, @Hvem() hvem: Hvem): Promise<UdtagetSvar> { return this.db.iKommune(hvem, async (tx) => ({ aendret: await this.koersler.udtag(tx, id, v.krav, null) })); }

  @Post(':id/indstil') @HttpCode(200) @Ret('rykker:ret') @KunMyndighed() @Endepunkt('Indstiller forslaget, som det står nu, til en anden persons godkendelse; et tidligere forslag om det bortfalder', { ...EN, 409: ['RYKKERKOERSEL_STATUS', 'RYKKERKOERSEL_DANNES', 'RYKKERKOERSEL_TOM'], 422: ['FELT_MANGLER', 'TEKST_FOR_LANG'] })
  @ApiOkResponse({ type: IndstilletSvar })
  indstil(@Param('id', Id) id: string, @Body() v: IndstilDto, @Hvem() hvem: Hvem): Promise<IndstilletSvar> { return this.db.iKommune(hvem, async (tx) => ({ godkendelseId: await this.koersler.indstil(tx, id, v.begrundelse) })); }

  @Post(':id/forkast') @HttpCode(200) @Ret('rykker:ret') @KunMyndighed() @Endepunkt('Forkaster et forslag; intet af det sendes', ANDEN)
  @ApiOkResponse({ type: RykkerkoerselsvisningSvar })
  forkast(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Rykkerkoerselsvisning> {
    return this.db.iKommune(hvem, async (tx) => { await this.koersler.forkast(tx, id); return this.laesning.hent(tx, id); });
  }

  @Post(':id/tilbagefoer') @HttpCode(202) @Ret('rykker:godkend') @KunMyndighed() @Endepunkt('Tager en hel sendt kørsel tilbage: hvert brev annulleres, gebyrerne føres tilbage, trinene tæller ikke længere, og kravene får en rykkerspærre i 14 dage', { ...EN, 409: ['RYKKERKOERSEL_STATUS', 'RYKKERKOERSEL_TOM'], 422: ['TEKST_FOR_LANG'] })
  @ApiAcceptedResponse({ type: TilbagefoertSvar })
  tilbagefoer(@Param('id', Id) id: string, @Body() v: TilbagefoerDto, @Hvem() hvem: Hvem): Promise<TilbagefoertSvar> { return this.db.iKommune(hvem, (tx) => this.koersler.tilbagefoer(tx, id, v.tekst)); }
}

/** Single letters, who was told, and why claims are not reminded. */
@ApiTags('Rykkere')
@Controller('v1')
export class RykkerController {
  constructor(private readonly db: Database, private readonly annullering: RykkerannulleringService, private readonly underretning: UnderretningService, private readonly status: RykkerstatusService) {}

  @Post('rykkerbreve/:id/annuller') @HttpCode(200) @Ret('rykker:ret') @KunMyndighed() @Endepunkt('Annullerer et rykkerbrev: gebyret føres tilbage, trinnet tæller ikke længere, debitor og fagsystem får besked. Ved INDSIGELSE sættes en rykkerspærre på kravene; ellers kan de rykkes igen i nat', { ...EN, 409: ['RYKKERBREV_ER_ANNULLERET', 'RYKKERBREV_HAR_SENERE'], 422: ['VAERDI_UKENDT', 'TEKST_FOR_LANG'] })
  @ApiOkResponse({ type: AnnulleretSvar })
  annuller(@Param('id', Id) id: string, @Body() v: AnnullerBrevDto, @Hvem() hvem: Hvem): Promise<object> { return this.db.iKommune(hvem, async (tx) => tilSvar(await this.annullering.annuller(tx, id, v))); }

  @Get('krav/:id/rykkerunderretninger') @Ret('rykker:laes') @KunMyndighed() @Endepunkt('Hvornår hver, der hæfter for kravet, er rykket og underrettet om inddrivelse, og hvem der mangler', EN)
  @ApiOkResponse({ type: HaefterunderretningsideSvar })
  async underretninger(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<object>> { return { poster: (await this.db.iKommune(hvem, (tx) => this.underretning.paaKrav(tx, id), { laes: true })).map((h) => tilSvar(h)), naeste: null }; }

  @Post('krav/:id/rykkerunderretninger') @HttpCode(200) @Ret('rykker:ret') @KunMyndighed() @Endepunkt('Sender et eget brev om inddrivelse til hver levende hæfter, der mangler underretning; ikke om et krav, hvis breve holdes tilbage', { ...EN, 409: ['INGEN_MANGLER_UNDERRETNING', 'UNDERRETNING_HOLDES'] })
  @ApiOkResponse({ type: UnderretningsendtSvar })
  send(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<object> { return this.db.iKommune(hvem, async (tx) => tilSvar(await this.underretning.send(tx, id))); }

  @Get('rykkerstatus') @Ret('rykker:laes') @KunMyndighed() @Endepunkt('Åbne, forfaldne krav: hvorfor der ikke rykkes, hvem der holder dem, og til hvornår', { ...EGNE, 422: ['CURSOR_UGYLDIG', 'VAERDI_UKENDT', 'KODE_UGYLDIG', 'TAL_UGYLDIGT'] })
  @ApiOkResponse({ type: StatuslinjesideSvar })
  async statusliste(@Query() v: StatuslisteDto, @Hvem() hvem: Hvem): Promise<Side<Statuslinje>> {
    const [efter] = laesCursor(v.cursor, NR) ?? [];
    const r = await this.db.iKommune(hvem, (tx) => this.status.liste(tx, v, efter, antalAf(v)), { laes: true });
    return { poster: r.poster, naeste: r.naeste === null ? null : cursorAf([r.naeste]) };
  }

  @Get('rykkerstatus.csv') @Ret('rykker:laes') @KunMyndighed() @Endepunkt('Det samme som regneark', { ...EGNE, 422: ['VAERDI_UKENDT', 'KODE_UGYLDIG'] })
  @ApiProduces('text/csv') @ApiOkResponse({ description: 'CSV med semikolon, UTF-8', content: { 'text/csv': { schema: { type: 'string' } } } })
  statuscsv(@Query() v: StatusfilterDto, @Hvem() hvem: Hvem): Promise<StreamableFile> {
    return csvfil('rykkerstatus', STATUSKOLONNER, (efter: Statuslinje | undefined, antal) => this.helside(hvem, v, efter?.kravId, antal + 1));
  }

  /** A page of a file is full unless the list has ended. */
  private async helside(hvem: Hvem, v: StatusfilterDto, efter: string | undefined, antal: number): Promise<Statuslinje[]> {
    const ud: Statuslinje[] = [];
    for (let fra: string | null | undefined = efter; fra !== null && ud.length < antal;) {
      const side: { poster: Statuslinje[]; naeste: string | null } = await this.db.iKommune(hvem, (tx) => this.status.liste(tx, v, fra ?? undefined, antal - ud.length), { laes: true });
      ud.push(...side.poster);
      fra = side.naeste;
    }
    return ud;
  }
}

const filterAf = (v: LinjefilterDto): Linjefilter => ({
  kravstype: v.kravstype, trin: v.trin === undefined ? undefined : Number(v.trin), beloebFra: beloebAf('beloebFra', v.beloebFra), beloebTil: beloebAf('beloebTil', v.beloebTil),
  udtaget: v.udtaget === undefined ? undefined : v.udtaget === 'true', udfald: v.udfald, grund: v.grund, forretningspartnerId: v.forretningspartnerId,
});
const beloebAf = (felt: string, v: string | undefined): string | undefined => (v === undefined ? undefined : beloebTekst(laesPositivtBeloeb(felt, v)));
