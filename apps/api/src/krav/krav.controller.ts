import { setImmediate } from 'node:timers/promises';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { ForretningsFejl, UgyldigtInput } from '#app/kernel';
import { PosteringslaesningService } from '#app/bogholderi';
import { KravlaesningService, KravService, PSRM_AFVIST, PsrmAfvist, ReferenceHarAndetIndhold, type Kravudfald, type NytKrav } from '#app/krav';
import { Database, type Tx } from '#app/platform';
import { StamdatalaesningService } from '#app/stamdata';
import type { Svar } from '../felles/anmodning.js';
import { UgyldigeFelter } from '../felles/apifejl.js';
import { Formaal, Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { Ret } from '../felles/ret.js';
import { antalAf, DAG, laesCursor, LINJENR, NR, sideAf, Sidevalg, type Side } from '../felles/side.js';
import { laesDto } from '../felles/validering.js';
import { kravFraDto, linjeproblem, medApinavne, udad } from './fradto.js';
import { KravlisteDto, OpretKravDto, OpretMangeKravDto } from './krav.dto.js';
import { KravsideSvar, KravSvar, MasseSvar, OprettetKravSvar, PosteringssideSvar, type KravhovedSvar, type MasselinjeSvar } from './krav.svar.js';

const FORM = ['FELT_MANGLER', 'FELT_UKENDT', 'BELOEB_FORMAT', 'BELOEB_IKKE_POSITIVT', 'BELOEB_FOR_STORT', 'DATO_UGYLDIG', 'DATO_UDENFOR_RAMMEN', 'FORFALD_FOER_STIFTELSE', 'SRB_FOER_FORFALD',
  'PERIODE_OMVENDT', 'PERIODE_HALV', 'CPR_UGYLDIGT', 'ERSTATNINGSCPR_UGYLDIGT', 'CVR_UGYLDIGT', 'KRAVSTYPE_UKENDT', 'KLE_FORMAT', 'UUID_UGYLDIGT', 'KODE_UGYLDIG', 'VAERDI_UKENDT', 'TEKST_FOR_LANG', 'TEGN_UGYLDIGT', 'LISTE_FOR_KORT', 'LISTE_FOR_LANG', PSRM_AFVIST];
/** Lines checked between two breaths, so that a mass request does not stop the others. */
const AD_GANGEN = 200;

@ApiTags('Krav')
@Controller('v1/krav')
export class KravController {
  constructor(private readonly db: Database, private readonly krav: KravService, private readonly laesning: KravlaesningService,
    private readonly posteringslaesning: PosteringslaesningService, private readonly stamdata: StamdatalaesningService) {}

  @Post() @Ret('krav:opret')
  @Endepunkt('Opretter et krav med debitor, aftalekonto, bilag og opkrævning', { 403: ['KUN_EGNE_KRAV'], 409: ['REFERENCE_HAR_ANDET_INDHOLD', 'REGNSKABSPERIODE_LUKKET', 'SAMTIDIG_AENDRING'], 422: FORM })
  @ApiCreatedResponse({ type: OprettetKravSvar, description: 'Kravet er oprettet' }) @ApiOkResponse({ type: OprettetKravSvar, description: 'Kravet fandtes i forvejen' })
  async opret(@Body() dto: OpretKravDto, @Hvem() hvem: Hvem, @Res({ passthrough: true }) svar: Svar): Promise<OprettetKravSvar> {
    const nyt = kravFraDto(dto, hvem.fagsystem);
    const u = await this.db.iKommune(hvem, (tx) => this.krav.opret(tx, nyt).catch((fejl: unknown) => { throw medApinavne(fejl); }));
    if (u.udfald === 'FANDTES') svar.code(200);
    return u;
  }

  @Post('masse') @HttpCode(200) @Ret('krav:opret')
  @Endepunkt('Opretter op til 5.000 krav; hvert krav bedømmes for sig', { 409: ['REGNSKABSPERIODE_LUKKET', 'SAMTIDIG_AENDRING'], 422: ['LISTE_FOR_KORT', 'LISTE_FOR_LANG', 'LISTE_FORVENTET'] })
  @ApiOkResponse({ type: MasseSvar })
  async opretMange(@Body() dto: OpretMangeKravDto, @Hvem() hvem: Hvem): Promise<MasseSvar> {
    const laest = await laesLinjer(dto.krav, hvem.fagsystem);
    return this.db.iKommune(hvem, (tx) => this.masse(tx, laest));
  }

  private async masse(tx: Tx, laest: readonly (NytKrav | ForretningsFejl)[]): Promise<MasseSvar> {
    const udfald = (await this.krav.opretMange(tx, laest.filter((l) => !(l instanceof ForretningsFejl)) as NytKrav[]))[Symbol.iterator]();
    const linjer = laest.map((l, i) => (l instanceof ForretningsFejl ? { nr: i + 1, udfald: 'AFVIST', problem: linjeproblem(l) } : masselinje(i + 1, udfald.next().value!)));
    const taet = (u: string): number => linjer.filter((l) => l.udfald === u).length;
    return { antal: linjer.length, oprettet: taet('OPRETTET'), fandtes: taet('FANDTES'), afvist: taet('AFVIST'), linjer };
  }

  @Get() @Ret('krav:laes') @Endepunkt('Krav på en debitor eller en konto', { 422: ['FILTER_MANGLER', 'ID_UGYLDIGT', 'CURSOR_UGYLDIG', 'VAERDI_UKENDT'] })
  @ApiOkResponse({ type: KravsideSvar })
  async liste(@Query() v: KravlisteDto, @Hvem() hvem: Hvem): Promise<Side<Omit<KravhovedSvar, 'registreret'>>> {
    const { forretningspartnerId, aftalekontoId, tilstand = 'alle' } = v;
    if (forretningspartnerId === undefined && aftalekontoId === undefined) throw new UgyldigtInput('FILTER_MANGLER', 'forretningspartnerId', 'Angiv forretningspartnerId eller aftalekontoId.');
    const [efter] = laesCursor(v.cursor, NR) ?? [];
    const antal = antalAf(v);
    const krav = await this.db.iKommune(hvem, (tx) => this.laesning.liste(tx, { forretningspartnerId, aftalekontoId, tilstand, efter, antal }));
    return sideAf(krav, antal, udad, (k) => [k.id]);
  }

  @Get(':id') @Ret('krav:laes') @Endepunkt('Et krav med linjer, rest, renter og gebyrer', { 404: ['IKKE_FUNDET'] })
  @ApiHeader({ name: 'X-Formaal', required: false, description: 'Formålet med opslaget; en persons opslag logges', schema: { type: 'string', example: 'Spørgsmål fra borger' } })
  @ApiOkResponse({ type: KravSvar })
  async hent(@Param('id', Id) id: string, @Hvem() hvem: Hvem, @Formaal() formaal: string): Promise<Omit<KravSvar, 'registreret' | 'underkrav'>> {
    return this.db.iKommune(hvem, async (tx) => {
      const k = await this.laesning.hent(tx, id);
      if (tx.fagsystem === undefined) await this.stamdata.noterOpslag(tx, k.forretningspartnerId, formaal || 'Visning af krav', 'LAES_KRAV');
      return { ...udad(k), linjer: [...k.linjer], underkrav: k.underkrav.map(udad) };
    }, { laes: true });
  }

  @Get(':id/posteringer') @Ret('krav:laes') @Endepunkt('Kravets posteringer i virkningsorden', { 404: ['IKKE_FUNDET'], 422: ['CURSOR_UGYLDIG'] })
  @ApiOkResponse({ type: PosteringssideSvar })
  async posteringer(@Param('id', Id) id: string, @Query() v: Sidevalg, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const antal = antalAf(v);
    const c = laesCursor(v.cursor, DAG, NR, LINJENR);
    const raekker = await this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevAdgang(tx, id);
      return this.posteringslaesning.paaKrav(tx, id, c && { virkningsdato: c[0]!, bilagId: c[1]!, nr: c[2]! }, antal);
    });
    return sideAf(raekker, antal, (p) => p, (p) => [p.virkningsdato, p.bilagId, String(p.nr)]);
  }
}

/** Each line by itself: a claim, or why it is none. */
async function laesLinjer(krav: readonly unknown[], fagsystem: string | undefined): Promise<(NytKrav | ForretningsFejl)[]> {
  const ud: (NytKrav | ForretningsFejl)[] = [];
  for (const [i, k] of krav.entries()) {
    if (i > 0 && i % AD_GANGEN === 0) await setImmediate();
    try {
      ud.push(kravFraDto(laesDto(OpretKravDto, k), fagsystem));
    } catch (fejl) {
      if (!(fejl instanceof ForretningsFejl)) throw fejl;
      ud.push(fejl);
    }
  }
  return ud;
}

function afvisning(fejl: Extract<Kravudfald, { udfald: 'AFVIST' }>['fejl']): ForretningsFejl {
  const foerste = fejl[0]!;
  if (foerste.kode === PSRM_AFVIST) return new PsrmAfvist(fejl);
  return foerste.kode === 'REFERENCE_HAR_ANDET_INDHOLD' ? new ReferenceHarAndetIndhold((foerste as typeof foerste & { kravId: string }).kravId) : new UgyldigeFelter(fejl);
}

function masselinje(nr: number, u: Kravudfald): MasselinjeSvar {
  if (u.udfald !== 'AFVIST') return { nr, ...u };
  return { nr, udfald: 'AFVIST', problem: linjeproblem(medApinavne(afvisning(u.fejl)) as ForretningsFejl) };
}
