import { Body, Controller, Get, HttpCode, Param, Post, Query, Sse } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { catchError, concatMap, distinctUntilChanged, EMPTY, from, map, takeWhile, timer, type Observable } from 'rxjs';
import { laesDato, plusDage } from '#app/kernel';
import { Database } from '#app/platform';
import { KoerselService, NatService, ProeveService, type Koerselfejl, type Koerselsvar, type Proevelinje } from '#app/natplan';
import { Datofelt, Valgfelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { antalAf, laesCursor, NR, sideAf, Sidevalg, type Side } from '../felles/side.js';
import { KoerselfejlsideSvar, KoerselsideSvar, KoerselSvar, ProevelinjesideSvar } from './koersel.svar.js';

class StartDto {
  @Valgfelt(['NAT', 'PROEVE'], { tekst: 'NAT: begynd den næste nat i rækken nu. PROEVE: prøv nætterne til og med datoen; intet gemmes ud over rapporten', eksempel: 'PROEVE' }) art: 'NAT' | 'PROEVE';
  @Datofelt({ tekst: 'PROEVE: til og med denne dato; standard i morgen', eksempel: '2026-04-01', valgfri: true }) dato?: string;
}
const MYNDIGHED = { 403: ['KUN_EGNE_KRAV'] };
const PULS_MS = 1000;

@ApiTags('Kørsler')
@Controller('v1/koersler')
export class KoerselController {
  constructor(private readonly db: Database, private readonly koersler: KoerselService, private readonly nat: NatService, private readonly proeve: ProeveService) {}

  @Get() @Ret('koersel:laes') @KunMyndighed() @Endepunkt('Nætter, prøver og enkelte trin, nyeste først', { ...MYNDIGHED, 422: ['CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: KoerselsideSvar })
  async liste(@Query() v: Sidevalg, @Hvem() hvem: Hvem): Promise<Side<Koerselsvar>> {
    const [foer] = laesCursor(v.cursor, NR) ?? [];
    const r = await this.db.iKommune(hvem, (tx) => this.koersler.liste(tx, antalAf(v) + 1, foer));
    return sideAf(r, antalAf(v), (k) => k, (k) => [k.id]);
  }

  @Post() @HttpCode(202) @Ret('koersel:start') @KunMyndighed() @Endepunkt('Begynder en nat eller en prøve; arbejdet gøres af workerne', { ...MYNDIGHED, 409: ['NAT_UDEN_FOR_RAEKKE'], 422: ['DATO_UGYLDIG'] })
  @ApiAcceptedResponse({ type: KoerselSvar })
  async start(@Body() v: StartDto, @Hvem() hvem: Hvem): Promise<Koerselsvar> {
    if (v.art === 'PROEVE') {
      const id = await this.proeve.begynd(hvem, v.dato === undefined ? plusDage(this.nat.idag(), 1) : laesDato('dato', v.dato));
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
      takeWhile((k) => k.status === 'I_GANG' || k.status === 'PAUSE', true), map((data) => ({ data })),
      catchError(() => EMPTY)); // the stream ends; who asks again gets the problem as every other answer
  }

  @Get(':id/fejl') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('Debitorer, der fejlede, med kode', MYNDIGHED)
  @ApiOkResponse({ type: KoerselfejlsideSvar })
  async fejl(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<Koerselfejl>> { return { poster: await this.db.iKommune(hvem, (tx) => this.koersler.fejl(tx, id)), naeste: null }; }

  @Get(':id/forskelle') @Ret('koersel:laes') @KunMyndighed() @Endepunkt('En prøves rapport: hvad natten ville ændre, pr. trin, debitor og krav', MYNDIGHED)
  @ApiOkResponse({ type: ProevelinjesideSvar })
  async forskelle(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<Proevelinje>> { return { poster: await this.db.iKommune(hvem, (tx) => this.proeve.linjer(tx, id)), naeste: null }; }

  @Post(':id/pause') @HttpCode(200) @Ret('koersel:start') @KunMyndighed() @Endepunkt('Holder en kørsel mellem to dele', { ...MYNDIGHED, 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: KoerselSvar })
  pause(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Koerselsvar> { return this.db.iKommune(hvem, (tx) => this.koersler.saetStatus(tx, id, ['I_GANG'], 'PAUSE')); }

  @Post(':id/genoptag') @HttpCode(200) @Ret('koersel:start') @KunMyndighed() @Endepunkt('Lader en kørsel på pause gå videre', { ...MYNDIGHED, 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: KoerselSvar })
  genoptag(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Koerselsvar> { return this.db.iKommune(hvem, (tx) => this.koersler.saetStatus(tx, id, ['PAUSE'], 'I_GANG')); }

  @Post(':id/stop') @HttpCode(200) @Ret('koersel:start') @KunMyndighed() @Endepunkt('Standser en kørsel mellem to dele; det, der er gjort, står', { ...MYNDIGHED, 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: KoerselSvar })
  stop(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Koerselsvar> { return this.db.iKommune(hvem, (tx) => this.koersler.saetStatus(tx, id, ['I_GANG', 'PAUSE'], 'STOPPET')); }
}
