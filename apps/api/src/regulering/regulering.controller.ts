import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { laesDato, laesPositivtBeloeb, UgyldigtInput } from '#app/kernel';
import { KravlaesningService, PsrmAfvist, PSRM_AFVIST } from '#app/krav';
import { Database, IkkeFundet, RetMangler, type Tx } from '#app/platform';
import { ReguleringService, ReguleringslaesningService, type NyRegulering, type Reguleringsvisning } from '#app/regulering';
import { StamdatalaesningService } from '#app/stamdata';
import type { Svar } from '../felles/anmodning.js';
import { UgyldigeFelter } from '../felles/apifejl.js';
import { Formaal, HarRet, Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { Ret } from '../felles/ret.js';
import { antalAf, laesCursor, NR, sideAf, Sidevalg, type Side } from '../felles/side.js';
import { tilSvar } from '../felles/tilsvar.js';
import { medApinavne } from '../krav/fradto.js';
import { OpretReguleringDto, TilbagefoerReguleringDto } from './regulering.dto.js';
import { ReguleringssideSvar, ReguleringssvarSvar, ReguleringSvar } from './regulering.svar.js';

const FORM = ['FELT_MANGLER', 'FELT_UKENDT', 'VAERDI_UKENDT', 'BELOEB_FORMAT', 'BELOEB_IKKE_POSITIVT', 'BELOEB_FOR_STORT', 'DATO_UGYLDIG', 'ID_UGYLDIGT', 'TEKST_FOR_LANG', 'TEGN_UGYLDIGT', 'JA_NEJ_FORVENTET', 'LISTE_FOR_KORT', 'LISTE_FOR_LANG'];
const REGLER = ['KREDIT_OVERSTIGER_RESTEN', 'KREDIT_OVERSTIGER_KRAVET', 'VIRKNINGSDATO_FOER_STIFTELSE', 'VIRKNINGSDATO_I_FREMTIDEN', 'VIRKNINGSDATO_PASSER_IKKE', 'BELOEB_ELLER_LINJER', 'BELOEB_PASSER_IKKE', 'GEBYRER_PASSER_IKKE', 'KRAVLINJE_UKENDT',
  'TILLAEGSKRAV_MANGLER', 'TILLAEGSKRAV_PASSER_IKKE', 'RENTE_REGULERES_AF_HOVEDKRAVET', 'GEBYR_OP_ELLER_NEDREGULERES_IKKE', 'FORFALD_FOER_STIFTELSE', 'SRB_FOER_FORFALD', 'DELTRANSAKTION_GAELDER_IKKE', PSRM_AFVIST];
const FORMAAL = { name: 'X-Formaal', required: false, description: 'Formålet med opslaget; en persons opslag logges', schema: { type: 'string', example: 'Spørgsmål fra borger' } } as const;

@ApiTags('Regulering')
@Controller('v1/krav')
export class KravreguleringController {
  constructor(private readonly db: Database, private readonly regulering: ReguleringService, private readonly reguleringer: ReguleringslaesningService, private readonly laesning: KravlaesningService, private readonly stamdata: StamdatalaesningService) {}

  @Post(':id/reguleringer') @Ret('krav:reguler')
  @Endepunkt('Krediterer, nedregulerer, opregulerer eller annullerer et krav; bogført som nye bilag', {
    403: ['RET_MANGLER', 'GEBYR_REGULERES_AF_SAGSBEHANDLER'], 404: ['IKKE_FUNDET'],
    409: ['KRAV_ER_ANNULLERET', 'INTET_AT_ANNULLERE', 'REGULERINGSREFERENCE_HAR_ANDET_INDHOLD', 'TILLAEGSKRAV_REFERENCE_BRUGT', 'REGNSKABSPERIODE_LUKKET', 'SAMTIDIG_AENDRING'], 422: [...FORM, ...REGLER] })
  @ApiCreatedResponse({ type: ReguleringssvarSvar, description: 'Kravet er reguleret' }) @ApiOkResponse({ type: ReguleringssvarSvar, description: 'Reguleringen fandtes i forvejen' })
  async reguler(@Param('id', Id) id: string, @Body() dto: OpretReguleringDto, @Hvem() hvem: Hvem, @HarRet('krav:annuller') maaAnnullere: boolean, @Res({ passthrough: true }) svar: Svar): Promise<object> {
    if (dto.art === 'ANNULLERING' && !maaAnnullere) throw new RetMangler('krav:annuller');
    const ny = reguleringFraDto(id, dto);
    const r = await this.db.iKommune(hvem, async (tx) => tilSvar(await this.regulering.reguler(tx, ny).catch((fejl: unknown) => { throw omTillaegskravet(fejl); })));
    if (r.udfald === 'FANDTES') svar.code(200);
    return r;
  }

  @Get(':id/reguleringer') @Ret('krav:laes') @Endepunkt('Kravets reguleringer i den orden, de er lavet', { 404: ['IKKE_FUNDET'], 422: ['CURSOR_UGYLDIG', 'TAL_UGYLDIGT', 'FORMAAL_UGYLDIGT'] })
  @ApiHeader(FORMAAL) @ApiOkResponse({ type: ReguleringssideSvar })
  liste(@Param('id', Id) id: string, @Query() v: Sidevalg, @Hvem() hvem: Hvem, @Formaal() formaal: string): Promise<Side<object>> {
    const antal = antalAf(v);
    const [efter] = laesCursor(v.cursor, NR) ?? [];
    return this.db.iKommune(hvem, async (tx) => {
      await seKrav(tx, this.laesning, this.stamdata, id, formaal);
      return sideAf(await this.reguleringer.paaKrav(tx, id, efter, antal), antal, tilSvar, (r) => [r.id]);
    }, { laes: true });
  }
}

@ApiTags('Regulering')
@Controller('v1/reguleringer')
export class ReguleringController {
  constructor(private readonly db: Database, private readonly regulering: ReguleringService, private readonly reguleringer: ReguleringslaesningService, private readonly laesning: KravlaesningService, private readonly stamdata: StamdatalaesningService) {}

  @Get(':id') @Ret('krav:laes') @Endepunkt('En regulering med dens linjer', { 404: ['IKKE_FUNDET'], 422: ['FORMAAL_UGYLDIGT'] })
  @ApiHeader(FORMAAL) @ApiOkResponse({ type: ReguleringSvar })
  hent(@Param('id', Id) id: string, @Hvem() hvem: Hvem, @Formaal() formaal: string): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      const r = await this.egen(tx, id);
      await seKrav(tx, this.laesning, this.stamdata, r.kravId, formaal);
      return tilSvar(r);
    }, { laes: true });
  }

  @Post(':id/tilbagefoer') @Ret('krav:reguler')
  @Endepunkt('Tilbagefører en regulering én gang, spejlet på dens egne dage; et tillægskrav annulleres i stedet', {
    403: ['RET_MANGLER', 'GEBYR_REGULERES_AF_SAGSBEHANDLER'], 404: ['IKKE_FUNDET'],
    409: ['REGULERING_ER_TILBAGEFOERT', 'TILBAGEFOERSEL_TILBAGEFOERES_IKKE', 'KRAV_ER_ANNULLERET', 'INTET_AT_ANNULLERE', 'REGULERING_ER_BRUGT', 'OPREGULERING_ER_FAKTURERET', 'NEDSAETTELSE_ER_FAKTURERET', 'REGNSKABSPERIODE_LUKKET', 'SAMTIDIG_AENDRING'],
    422: ['TEKST_FOR_LANG', 'TEGN_UGYLDIGT', 'JA_NEJ_FORVENTET', 'KREDIT_OVERSTIGER_RESTEN'] })
  @ApiCreatedResponse({ type: ReguleringssvarSvar })
  tilbagefoer(@Param('id', Id) id: string, @Body() dto: TilbagefoerReguleringDto, @Hvem() hvem: Hvem, @HarRet('krav:annuller') maaAnnullere: boolean): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      const r = await this.egen(tx, id);
      if ((r.art === 'ANNULLERING' || r.tillaegskravId !== null) && !maaAnnullere) throw new RetMangler('krav:annuller');
      return tilSvar(await this.regulering.tilbagefoer(tx, id, dto));
    });
  }

  /** @throws IkkeFundet, also when its claim is another fagsystem's */
  private async egen(tx: Tx, id: string): Promise<Reguleringsvisning> {
    const r = await this.reguleringer.hent(tx, id);
    await this.laesning.kraevAdgang(tx, r.kravId).catch((fejl: unknown) => { throw fejl instanceof IkkeFundet ? new IkkeFundet('Regulering', id) : fejl; });
    return r;
  }
}

/** The caller's own claim; a person's look-up is logged. @throws IkkeFundet */
async function seKrav(tx: Tx, laesning: KravlaesningService, stamdata: StamdatalaesningService, kravId: string, formaal: string): Promise<void> {
  const { forretningspartnerId } = await laesning.hent(tx, kravId);
  if (tx.fagsystem === undefined) await stamdata.noterOpslag(tx, forretningspartnerId, formaal || 'Visning af reguleringer', 'LAES_KRAV');
}

/** A checked DTO as the regulation it names. @throws UgyldigtInput */
function reguleringFraDto(kravId: string, { virkningsdato, beloeb, linjer, tillaegskrav: t, ...andet }: OpretReguleringDto): NyRegulering {
  return {
    ...andet, kravId, virkningsdato: virkningsdato === undefined ? undefined : laesDato('virkningsdato', virkningsdato), beloeb: beloeb === undefined ? undefined : laesPositivtBeloeb('beloeb', beloeb),
    linjer: linjer?.map((l, i) => ({ kravlinjeId: l.kravlinjeId, beloeb: laesPositivtBeloeb(`linjer[${i}].beloeb`, l.beloeb) })),
    tillaegskrav: t === undefined ? undefined : {
      reference: t.reference, stiftelsesdato: laesDato('tillaegskrav.stiftelsesdato', t.stiftelsesdato), forfaldsdato: laesDato('tillaegskrav.forfaldsdato', t.forfaldsdato),
      srb: laesDato('tillaegskrav.sidsteRettidigeBetalingsdato', t.sidsteRettidigeBetalingsdato), faktureret: t.faktureret,
    },
  };
}

/** What the claim room refuses can only be the tillægskrav: its fields stand under that name. */
function omTillaegskravet(fejl: unknown): unknown {
  const f = medApinavne(fejl);
  const under = (felter: UgyldigtInput['felter']): UgyldigtInput['felter'] => felter.map((x) => ({ ...x, felt: `tillaegskrav.${x.felt}` }));
  if (f instanceof PsrmAfvist) return new PsrmAfvist(under(f.felter));
  return f instanceof UgyldigtInput ? new UgyldigeFelter(under(f.felter)) : f;
}
