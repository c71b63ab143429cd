import { Readable } from 'node:stream';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Sse, StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { catchError, concatMap, distinctUntilChanged, EMPTY, from, map, takeWhile, timer, type Observable } from 'rxjs';
import { laesDato, plusDage, type Lokaldato } from '#app/kernel';
import { Database } from '#app/platform';
import {
  KoerselfejlService, KoerselService, NatgodkendelseService, NatService, ProeverapportService, ProeveService, rapportside, SammenligningService,
  type Forsoegssvar, type Koerselfejl, type Koerselsvar, type Linjeplads, type Linjevalg, type Natafvigelse, type Proevelinje, type Proeverapport, type Sammenligning,
} from '#app/natplan';
import { csvfil } from '../felles/csv.js';
import { Datofelt, Idfelt, Tekst, Valgfelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { antalAf, DAG, laesCursor, NR, sideAf, Sidevalg, type Side } from '../felles/side.js';
import { DebitorEllerBog } from './debitor.js';
import { NatafvigelsesideSvar, NatforslagSvar, NytforsoegSvar, KoerselfejlsideSvar, KoerselsideSvar, KoerselSvar, ProevelinjesideSvar, ProeverapportSvar, NatsammenligningSvar } from './koersel.svar.js';

class StartDto {
  @Valgfelt(['NAT', 'PROEVE'], { tekst: 'NAT: begynd den næste nat i rækken nu. PROEVE: prøv nætterne til og med datoen; intet gemmes ud over rapporten', eksempel: 'PROEVE' }) art: 'NAT' | 'PROEVE';
  @Datofelt({ tekst: 'PROEVE: til og med denne dato; standard den nat, der venter på godkendelse, ellers i morgen', eksempel: '2026-04-01', valgfri: true }) dato?: string;
}
class Koerselvalg extends Sidevalg {
  @Tekst({ tekst: 'Kun kørsler af denne art', eksempel: 'NAT', maks: 40, form: /^[A-Za-z]+$/, kode: 'ART_UGYLDIG', besked: 'Arten skrives med bogstaver, for eksempel NAT.', valgfri: true }) art?: string;
}
class Fejlvalg extends Sidevalg {
  @Valgfelt(['JA', 'NEJ'], { tekst: 'Kun fejl, der er rettet (JA), eller som ikke er (NEJ)', eksempel: 'NEJ', valgfri: true }) rettet?: 'JA' | 'NEJ';
}
class Forskelvalg extends Sidevalg {
  @Tekst({ tekst: 'Kun dette trin', eksempel: 'renter', maks: 40, form: /^[a-z]+$/, kode: 'TRIN_UKENDT', besked: 'Trinnets kode er små bogstaver, for eksempel renter.', valgfri: true }) trin?: string;
  @Idfelt({ tekst: 'Kun denne debitor', eksempel: '1001', valgfri: true }) forretningspartnerId?: string;
  @Idfelt({ tekst: 'Kun dette krav og dets renter og gebyrer', eksempel: '1002', valgfri: true }) kravId?: string;
}
class ForeslaaDto {
  @Tekst({ tekst: 'Begrundelse til den, der skal godkende', eksempel: 'Månedens renter som ventet', maks: 1000 }) begrundelse: string;
}
const LINJEKOLONNER = ['dato', 'trin', 'forretningspartnerId', 'kravId', 'hovedkravId', 'kravart', 'periodeFra', 'art', 'virkningsdato', 'beloeb', 'antal'] as const;
const AFVIGELSESKOLONNER = ['trin', 'forretningspartnerId', 'kravId', 'hovedkravId', 'kravart', 'periodeFra', 'art', 'virkningsdato', 'udfald', 'lovet', 'gjort', 'lovetAntal', 'gjortAntal'] as const;
const MYNDIGHED = { 403: ['KUN_EGNE_KRAV'] };
const PULS_MS = 1000;
const HELTAL = (del: string): boolean => /^\d{1,9}$/.test(del);

@ApiTags('Kørsler')
@Controller('v1/koersler')
export class KoerselController {
  constructor(
    private readonly db: Database, private readonly koersler: KoerselService, private readonly nat: NatService, private readonly proeve: ProeveService,
    private readonly koerselfejl: KoerselfejlService, private readonly sammenligninger: SammenligningService, private readonly rapporter: ProeverapportService, private readonly godkendelse: NatgodkendelseService) {}

  @Get() @Ret('koersel:laes') @KunMyndighed() @Endepunkt('Nætter, prøver og enkelte trin, nyeste først', { ...MYNDIGHED, 422: ['CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: KoerselsideSvar })
  async liste(@Query() v: Koerselvalg, @Hvem() hvem: Hvem): Promise<Side<Koerselsvar>> {
    const [dag, id] = laesCursor(v.cursor, DAG, NR) ?? [];
    const r = await this.db.iKommune(hvem, (tx) => this.koersler.liste(tx, antalAf(v) + 1, id === undefined ? undefined : { dato: laesDato('cursor', dag!), id }, v.art));
    return sideAf(r, antalAf(v), (k) => k, (k) => [k.forretningsdato, k.id]);
  }

  @Post() @HttpCode(202) @Ret('koersel:start') @KunMyndighed() @Endepunkt('Begynder en nat eller en prøve; arbejdet gøres af workerne', { ...MYNDIGHED, 409: ['NAT_ER_I_GANG', 'NAT_UDEN_FOR_RAEKKE'], 422: ['DATO_UGYLDIG'] })
  @ApiAcceptedResponse({ type: KoerselSvar })
  async start(@Body() v: StartDto, @Hvem() hvem: Hvem): Promise<Koerselsvar> {
    if (v.art === 'PROEVE') {
      const til = v.dato === undefined ? await this.naesteProeve(hvem) : laesDato('dato', v.dato);
      const id = await this.proeve.begynd(hvem, til);
      return this.db.iKommune({ ...hvem, idempotens: undefined }, (tx) => this.koersler.hent(tx, id));
    }
    return this.db.iKommune(hvem, async (tx) => this.koersler.hent(tx, await this.nat.begyndNaeste(tx)));
  }

  @Get(':id') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('En kørsel med fremdrift, fart og forventet slut', { ...MYNDIGHED, 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: KoerselSvar })
  hent(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Koerselsvar> { return this.db.iKommune(hvem, (tx) => this.koersler.hent(tx, id)); }

  @Sse(':id/fremdrift') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('Kørslens fremdrift som server-sent events, til den er slut', { ...MYNDIGHED, 404: ['IKKE_FUNDET'] })
  @ApiProduces('text/event-stream') @ApiOkResponse({ type: KoerselSvar, description: 'En hændelse for hver ændring; data er kørslen' })
  async fremdrift(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Observable<{ data: Koerselsvar }>> {
    await this.hent(id, hvem); // an unknown run is a 404, not a stream that fails
    return timer(0, PULS_MS).pipe(
      concatMap(() => from(this.hent(id, hvem))), distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
      takeWhile((k) => k.afsluttet === null, true), map((data) => ({ data })),
      catchError(() => EMPTY)); // the stream ends; who asks again gets the problem as every other answer
  }

  @Get(':id/fejl') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('Debitorer, der fejlede, med kode, og hver gang nogen har prøvet igen', { ...MYNDIGHED, 422: ['CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: KoerselfejlsideSvar })
  async fejl(@Param('id', Id) id: string, @Query() v: Fejlvalg, @Hvem() hvem: Hvem): Promise<Side<Koerselfejl>> {
    const [forretningspartnerId, koerselId] = laesCursor(v.cursor, NR, NR) ?? [];
    const efter = forretningspartnerId === undefined ? undefined : { forretningspartnerId, koerselId: koerselId! };
    const r = await this.db.iKommune(hvem, (tx) => this.koerselfejl.liste(tx, id, antalAf(v) + 1, efter, v.rettet === undefined ? undefined : v.rettet === 'JA'));
    return sideAf(r, antalAf(v), (f) => f, (f) => [f.forretningspartnerId, f.koerselId]);
  }

  @Post(':id/fejl/:forretningspartnerId/igen') @HttpCode(200) @Ret('koersel:start') @KunMyndighed()
  @Endepunkt('Prøver en debitor, der fejlede, igen: trinnet, og de trin efter det, der så har noget at gøre. 0 er trinnet over hele bogen', { ...MYNDIGHED, 404: ['IKKE_FUNDET'], 409: ['BREVDATO_PASSERET', 'KOERSEL_GENTAGES_IKKE', 'NAT_ER_I_GANG', 'PROEVE_GENTAGES_IKKE'], 422: ['ID_UGYLDIGT'] })
  @ApiOkResponse({ type: NytforsoegSvar })
  igen(@Param('id', Id) id: string, @Param('forretningspartnerId', DebitorEllerBog) partner: string, @Hvem() hvem: Hvem): Promise<Forsoegssvar> {
    return this.db.iFlereTrin(hvem, (h) => this.koerselfejl.igen(h, id, partner));
  }

  @Get(':id/sammenligning') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('En nat mod sidste nat og mod det sædvanlige (medianen af de seneste 30), med det, der falder udenfor', { ...MYNDIGHED, 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: NatsammenligningSvar })
  sammenligning(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Sammenligning> { return this.db.iKommune(hvem, (tx) => this.sammenligninger.hent(tx, id)); }

  @Get(':id/rapport') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('En prøves rapport i tal: trin, breve, og hvad der ligger uden for prøven', { ...MYNDIGHED, 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: ProeverapportSvar })
  rapport(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Proeverapport> { return this.db.iKommune(hvem, (tx) => this.rapporter.hent(tx, id)); }

  @Get(':id/rapport.html') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('Rapporten som en side at læse og skrive ud; kun numre, ingen navne', { ...MYNDIGHED, 404: ['IKKE_FUNDET'] })
  @Header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'") @ApiProduces('text/html') @ApiOkResponse({ description: 'En HTML-side, hel i sig selv', content: { 'text/html': { schema: { type: 'string' } } } })
  async side(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<StreamableFile> {
    const { rapport, kommune } = await this.db.iKommune(hvem, async (tx) => ({ rapport: await this.rapporter.hent(tx, id), kommune: tx.kommune.navn }));
    return new StreamableFile(Readable.from(rapportside(kommune, rapport, (efter, antal) => this.linjer(hvem, id, {}, efter, antal))), { type: 'text/html; charset=utf-8', disposition: `inline; filename="proeve-${id}.html"` });
  }

  @Get(':id/forskelle') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('En prøves forskelle: hvad nætterne ville ændre, pr. trin, debitor og krav', { ...MYNDIGHED, 422: ['CURSOR_UGYLDIG', 'ID_UGYLDIGT', 'TRIN_UKENDT'] })
  @ApiOkResponse({ type: ProevelinjesideSvar })
  async forskelle(@Param('id', Id) id: string, @Query() v: Forskelvalg, @Hvem() hvem: Hvem): Promise<Side<Proevelinje>> {
    const [del, nr] = laesCursor(v.cursor, HELTAL, HELTAL) ?? [];
    const r = await this.linjer(hvem, id, v, del === undefined ? undefined : { del: Number(del), nr: Number(nr) }, antalAf(v) + 1);
    return sideAf(r, antalAf(v), ({ del: _, nr: __, ...l }) => l, (l) => [String(l.del), String(l.nr)]);
  }

  @Get(':id/forskelle.csv') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('Forskellene som regneark (CSV)', { ...MYNDIGHED, 422: ['ID_UGYLDIGT', 'TRIN_UKENDT'] })
  @ApiProduces('text/csv') @ApiOkResponse({ description: 'CSV med semikolon, UTF-8', content: { 'text/csv': { schema: { type: 'string' } } } })
  forskelleCsv(@Param('id', Id) id: string, @Query() v: Forskelvalg, @Hvem() hvem: Hvem): Promise<StreamableFile> {
    return csvfil(`proeve-${id}`, LINJEKOLONNER, (efter: (Proevelinje & Linjeplads) | undefined, antal) => this.linjer(hvem, id, v, efter, antal + 1));
  }

  @Get(':id/afvigelser') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('Hvor natten gjorde andet end sin prøve: mere (NY), mindre (BORTFALDET) eller et andet beløb (AENDRET)', { ...MYNDIGHED, 422: ['CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: NatafvigelsesideSvar })
  async afvigelser(@Param('id', Id) id: string, @Query() v: Sidevalg, @Hvem() hvem: Hvem): Promise<Side<Omit<Natafvigelse, 'nr'>>> {
    const [nr] = laesCursor(v.cursor, HELTAL) ?? [];
    const r = await this.db.iKommune(hvem, (tx) => this.rapporter.afvigelser(tx, id, antalAf(v) + 1, nr === undefined ? 0 : Number(nr)));
    return sideAf(r, antalAf(v), ({ nr: _, ...a }) => a, (a) => [String(a.nr)]);
  }

  @Get(':id/afvigelser.csv') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('Nattens afvigelser fra prøven som regneark (CSV)', MYNDIGHED)
  @ApiProduces('text/csv') @ApiOkResponse({ description: 'CSV med semikolon, UTF-8', content: { 'text/csv': { schema: { type: 'string' } } } })
  afvigelserCsv(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<StreamableFile> {
    return csvfil(`afvigelser-${id}`, AFVIGELSESKOLONNER, (efter: Natafvigelse | undefined, antal) => this.db.iKommune(hvem, (tx) => this.rapporter.afvigelser(tx, id, antal + 1, efter?.nr)));
  }

  @Post(':id/godkendelse') @HttpCode(201) @Ret('koersel:start') @KunMyndighed() @Endepunkt('Foreslår en prøves nætter til godkendelse; en anden godkender dem (nat:godkend)', { ...MYNDIGHED, 404: ['IKKE_FUNDET'], 409: ['PROEVE_ER_GODKENDT', 'PROEVE_IKKE_FAERDIG', 'PROEVE_OVERHALET'] })
  @ApiCreatedResponse({ type: NatforslagSvar })
  foreslaa(@Param('id', Id) id: string, @Body() v: ForeslaaDto, @Hvem() hvem: Hvem): Promise<{ godkendelseId: string }> {
    return this.db.iKommune(hvem, async (tx) => ({ godkendelseId: await this.godkendelse.foreslaa(tx, id, v.begrundelse) }));
  }

  @Post(':id/pause') @HttpCode(200) @Ret('koersel:start') @KunMyndighed() @Endepunkt('Holder en kørsel mellem to dele; et trin holder sin nat', { ...MYNDIGHED, 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: KoerselSvar })
  pause(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Koerselsvar> { return this.db.iKommune(hvem, (tx) => this.koersler.saetStatus(tx, id, ['I_GANG'], 'PAUSE')); }

  @Post(':id/genoptag') @HttpCode(200) @Ret('koersel:start') @KunMyndighed() @Endepunkt('Lader en kørsel på pause gå videre', { ...MYNDIGHED, 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: KoerselSvar })
  genoptag(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Koerselsvar> { return this.db.iKommune(hvem, (tx) => this.koersler.saetStatus(tx, id, ['PAUSE'], 'I_GANG')); }

  @Post(':id/stop') @HttpCode(200) @Ret('koersel:start') @KunMyndighed() @Endepunkt('Standser en kørsel mellem to dele; det, der er gjort, står; et trin standser sin nat', { ...MYNDIGHED, 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: KoerselSvar })
  stop(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Koerselsvar> { return this.db.iKommune(hvem, (tx) => this.koersler.saetStatus(tx, id, ['I_GANG', 'PAUSE', 'VENTER_PAA_GODKENDELSE'], 'STOPPET')); }

  private linjer(hvem: Hvem, id: string, valg: Linjevalg, efter: Linjeplads | undefined, antal: number): Promise<(Proevelinje & Linjeplads)[]> {
    return this.db.iKommune(hvem, (tx) => this.rapporter.linjer(tx, id, antal, efter, valg));
  }

  private async naesteProeve(hvem: Hvem): Promise<Lokaldato> {
    const { idempotens: _, ...laeser } = hvem;
    return (await this.db.iKommune(laeser, (tx) => this.nat.afventer(tx))) ?? plusDage(this.nat.idag(), 1);
  }
}
