import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { AfskrivningslaesningService, HaandafskrivningService, type Afskrivningsfilter, type Afskrivningskrav, type Afskrivningslinje, type Afskrivningssted } from '#app/afskrivning';
import { laesDato, laesPositivtBeloeb, type Lokaldato } from '#app/kernel';
import { Database } from '#app/platform';
import { StamdatalaesningService } from '#app/stamdata';
import { csvfil } from '../felles/csv.js';
import { Formaal, Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { antalAf, DAG, laesCursor, NR, sideAf, type Side } from '../felles/side.js';
import { tilSvar, type Udad } from '../felles/tilsvar.js';
import { AfskrivFlereDto, AfskrivKravDto, AfskrivningerIaltSvar, AfskrivningsbeslutningSvar, AfskrivningsfilterDto, AfskrivningslisteDto, AfskrivningssideSvar, GenaabnDto, HaandsvarSvar } from './afskrivning.dto.js';

const FORM = ['FELT_MANGLER', 'FELT_UKENDT', 'VAERDI_UKENDT', 'BELOEB_FORMAT', 'BELOEB_IKKE_POSITIVT', 'BELOEB_FOR_STORT', 'DATO_UGYLDIG', 'ID_UGYLDIGT', 'TEKST_FOR_LANG', 'TEGN_UGYLDIGT', 'LISTE_FORVENTET', 'LISTE_FOR_KORT', 'LISTE_FOR_LANG', 'OBJEKT_FORVENTET'];
const REGLER = ['AARSAG_IKKE_I_HAANDEN', 'DOKUMENTATION_MANGLER', 'VIRKNINGSDATO_I_FREMTIDEN', 'VIRKNINGSDATO_FOER_STIFTELSE', 'KRAV_HOS_FLERE_DEBITORER', 'KRAV_GENTAGET', 'KRAVLINJE_UKENDT', 'BELOEB_ELLER_LINJER', 'AFSKRIVNING_OVERSTIGER_RESTEN'];
const FILTER = ['VAERDI_UKENDT', 'KODE_UGYLDIG', 'ID_UGYLDIGT', 'TAL_UGYLDIGT', 'DATO_UGYLDIG'];
const PROBLEMER = { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: ['INTET_AT_AFSKRIVE', 'REGNSKABSPERIODE_LUKKET', 'SAMTIDIG_AENDRING'], 422: [...FORM, ...REGLER] };
const KOLONNER = ['bogfoeringsdato', 'bilagsnummer', 'bilagId', 'art', 'aarsag', 'beloeb', 'konto', 'kontering', 'kravstype', 'fagsystem', 'kravart', 'kravId', 'hovedkravId', 'forretningspartnerId', 'virkningsdato', 'beslutningId', 'foreslaaetAf', 'besluttetAf'] as const satisfies readonly (keyof Afskrivningslinje)[];
type Csvraekke = Readonly<Record<(typeof KOLONNER)[number], string | null>>;

/** Write-offs by hand, and reopening. */
@ApiTags('Afskrivning')
@Controller('v1/krav')
export class KravafskrivningController {
  constructor(private readonly db: Database, private readonly haand: HaandafskrivningService) {}

  @Post(':id/afskrivning') @HttpCode(200) @Ret('afskrivning:foreslaa') @KunMyndighed() @Endepunkt('Afskriver et krav helt eller delvist; over grænsen bliver det et forslag, som en anden skal godkende', PROBLEMER)
  @ApiOkResponse({ type: HaandsvarSvar })
  afskriv(@Param('id', Id) id: string, @Body() v: AfskrivKravDto, @Hvem() hvem: Hvem): Promise<object> {
    const ny = { ...faelles(v), krav: [hvad({ kravId: id, beloeb: v.beloeb, linjer: v.linjer }, '')] };
    return this.db.iKommune(hvem, async (tx) => tilSvar(await this.haand.afskriv(tx, ny)));
  }

  @Post(':id/genaabning') @HttpCode(200) @Ret('afskrivning:foreslaa') @KunMyndighed()
  @Endepunkt('Genåbner noget, der er afskrevet; over grænsen bliver det et forslag, som en anden skal godkende', {
    403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: ['INTET_AFSKREVET', 'GENAABNING_EFTER_FORAELDELSE', 'GENAABNING_EFTER_EFTERGIVELSE', 'GENAABNING_EFTER_AKKORD', 'GENAABNING_EFTER_GAELDSSANERING', 'REGNSKABSPERIODE_LUKKET', 'SAMTIDIG_AENDRING'],
    422: [...FORM, 'GENAABNING_OVERSTIGER_DET_AFSKREVNE', 'VIRKNINGSDATO_I_FREMTIDEN', 'VIRKNINGSDATO_FOER_AFSKRIVNINGEN'] })
  @ApiOkResponse({ type: HaandsvarSvar })
  genaabn(@Param('id', Id) id: string, @Body() v: GenaabnDto, @Hvem() hvem: Hvem): Promise<object> {
    const ny = { kravId: id, bilagId: v.bilagId, beloeb: v.beloeb === undefined ? undefined : laesPositivtBeloeb('beloeb', v.beloeb), virkningsdato: dag('virkningsdato', v.virkningsdato), begrundelse: v.begrundelse, dokumentation: v.dokumentation };
    return this.db.iKommune(hvem, async (tx) => tilSvar(await this.haand.genaabn(tx, ny)));
  }
}

/** The kommune's write-offs: for the council once a year, for the auditor and for the desk. */
@ApiTags('Afskrivning')
@Controller('v1')
export class AfskrivningController {
  constructor(private readonly db: Database, private readonly haand: HaandafskrivningService, private readonly laesning: AfskrivningslaesningService, private readonly stamdata: StamdatalaesningService) {}

  @Post('afskrivninger') @HttpCode(200) @Ret('afskrivning:foreslaa') @KunMyndighed() @Endepunkt('Afskriver flere af en debitors krav under ét; over grænsen bliver det ét forslag', PROBLEMER)
  @ApiOkResponse({ type: HaandsvarSvar })
  afskriv(@Body() v: AfskrivFlereDto, @Hvem() hvem: Hvem): Promise<object> {
    const ny = { ...faelles(v), krav: v.krav.map((k, i) => hvad(k, `krav[${i}].`)) };
    return this.db.iKommune(hvem, async (tx) => tilSvar(await this.haand.afskriv(tx, ny)));
  }

  @Get('afskrivninger') @Ret('afskrivning:laes') @KunMyndighed() @Endepunkt('Afskrivninger linje for linje, i den orden de er bogført', { 403: ['KUN_EGNE_KRAV'], 422: [...FILTER, 'CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: AfskrivningssideSvar })
  async liste(@Query() v: AfskrivningslisteDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const antal = antalAf(v);
    const c = laesCursor(v.cursor, DAG, NR, NR, KONTERING);
    return sideAf(await this.side(hvem, v, c && { bogfoeringsdato: c[0]!, bilagId: c[1]!, kravId: c[2]!, kontering: Buffer.from(c[3]!, 'hex').toString() }, antal + 1), antal, tilSvar, (l) => [l.bogfoeringsdato, l.bilagId, l.kravId, Buffer.from(l.kontering).toString('hex')]);
  }

  @Get('afskrivninger/ialt') @Ret('afskrivning:laes') @KunMyndighed() @Endepunkt('Afskrivninger i alt pr. årsag og konto', { 403: ['KUN_EGNE_KRAV'], 422: FILTER })
  @ApiOkResponse({ type: AfskrivningerIaltSvar })
  ialt(@Query() v: AfskrivningsfilterDto, @Hvem() hvem: Hvem): Promise<object> {
    const f = filter(v);
    return this.db.iKommune(hvem, async (tx) => ({ poster: await this.laesning.ialt(tx, f) }), { laes: true });
  }

  @Get('afskrivninger.csv') @Ret('afskrivning:laes') @KunMyndighed() @Endepunkt('Afskrivninger som regneark (CSV med semikolon, UTF-8)', { 403: ['KUN_EGNE_KRAV'], 422: FILTER })
  @ApiProduces('text/csv') @ApiOkResponse({ description: 'Én linje pr. bilag, krav og kontering, i samme orden som listen', content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(@Query() v: AfskrivningsfilterDto, @Hvem() hvem: Hvem): Promise<StreamableFile> {
    return csvfil('afskrivninger', KOLONNER, async (efter: Csvraekke | undefined, antal) => (await this.side(hvem, v, efter as Afskrivningssted | undefined, antal + 1)).map((l) => tilSvar(l) as Udad<Afskrivningslinje> as unknown as Csvraekke));
  }

  @Get('afskrivninger/beslutninger/:id') @Ret('afskrivning:laes') @KunMyndighed() @Endepunkt('En beslutning om afskrivning eller genåbning: beløb, begrundelse, dokumentation, og hvem', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['FORMAAL_UGYLDIGT'] })
  @ApiHeader({ name: 'X-Formaal', required: false, description: 'Formålet med opslaget; en persons opslag logges', schema: { type: 'string', example: 'Revision' } })
  @ApiOkResponse({ type: AfskrivningsbeslutningSvar })
  beslutning(@Param('id', Id) id: string, @Hvem() hvem: Hvem, @Formaal() formaal: string): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      const b = await this.laesning.beslutning(tx, id);
      await this.stamdata.noterOpslag(tx, b.forretningspartnerId, formaal || 'Visning af afskrivning', 'LAES_KRAV');
      return tilSvar(b);
    });
  }

  private side(hvem: Hvem, v: AfskrivningsfilterDto, efter: Afskrivningssted | undefined, antal: number): Promise<Afskrivningslinje[]> {
    const f = filter(v);
    return this.db.iKommune(hvem, (tx) => this.laesning.liste(tx, f, efter, antal), { laes: true });
  }
}

const KONTERING = (del: string): boolean => /^(?:[0-9a-f]{2})*$/.test(del);
const dag = (felt: string, d: string | undefined): Lokaldato | undefined => (d === undefined ? undefined : laesDato(felt, d));

const faelles = ({ aarsag, raekkefoelge, virkningsdato, begrundelse, dokumentation }: AfskrivFlereDto | AfskrivKravDto) => ({ aarsag, raekkefoelge, begrundelse, dokumentation, virkningsdato: dag('virkningsdato', virkningsdato) });

const hvad = (k: { kravId: string; beloeb?: string | undefined; linjer?: { kravlinjeId: string; beloeb: string }[] | undefined }, felt: string): Afskrivningskrav => ({
  kravId: k.kravId, beloeb: k.beloeb === undefined ? undefined : laesPositivtBeloeb(`${felt}beloeb`, k.beloeb),
  linjer: k.linjer?.map((l, i) => ({ kravlinjeId: l.kravlinjeId, beloeb: laesPositivtBeloeb(`${felt}linjer[${i}].beloeb`, l.beloeb) })),
});

const filter = ({ aar, fra, til, kursgevinst, aarsag, art, kravstype, konto, forretningspartnerId, kravId }: AfskrivningsfilterDto): Afskrivningsfilter => ({
  aarsag, art, kravstype, konto, forretningspartnerId, kravId, aar: aar === undefined ? undefined : Number(aar), fra: dag('fra', fra), til: dag('til', til), kursgevinst: kursgevinst === undefined ? undefined : kursgevinst === 'true',
});
