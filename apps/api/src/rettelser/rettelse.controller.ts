import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { laesDato } from '#app/kernel';
import { KravlaesningService, KravrettelseService, type Kravrettelse, type Kravrettelsesvisning } from '#app/krav';
import { OphaevelseService, RettelseService, type Bekraeftelse, type Oensketophaevelse } from '#app/natplan';
import { Database, RetMangler } from '#app/platform';
import { HarRet, Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import type { Side } from '../felles/side.js';
import { tilSvar } from '../felles/tilsvar.js';
import { medApinavne } from '../krav/fradto.js';
import { KravrettelseSvar, OphaevetSvar, OphaevSammenlaegningDto, RetKravDto, RettelsesideSvar } from './rettelse.dto.js';

const KVITTERING = ['KVITTERING_FORAELDET'];
const FORM = ['AFTRYK_UGYLDIGT', 'DATO_UGYLDIG', 'ID_UGYLDIGT', 'FELT_MANGLER', 'TEKST_FOR_LANG', 'LISTE_FOR_LANG', 'GEBYR_ANNULLERES_IKKE'];

/** Corrections in the past, each seen in kroner before it is confirmed. */
@ApiTags('Rettelser')
@Controller('v1')
export class RettelseController {
  constructor(
    private readonly db: Database, private readonly rettelser: RettelseService, private readonly kravrettelser: KravrettelseService, private readonly laesning: KravlaesningService, private readonly ophaevelser: OphaevelseService,
  ) {}

  @Post('krav/:id/ret') @HttpCode(200) @Ret('krav:ret') @KunMyndighed()
  @Endepunkt('Retter et krav; uden bekraeft siger kvitteringen kun, hvad det ville gøre ved renter, gebyrer og udligninger', {
    403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: [...KVITTERING, 'KRAV_ER_UNDERKRAV', 'REGNSKABSPERIODE_LUKKET', 'SAMTIDIG_AENDRING'],
    422: [...FORM, 'FORFALD_FOER_STIFTELSE', 'SRB_FOER_FORFALD', 'DATO_UDENFOR_RAMMEN', 'FRIST_FOER_REGNINGENS', 'PERIODE_HALV', 'PERIODE_OMVENDT', 'LINJE_UKENDT', 'LINJE_GENTAGET', 'INTET_AT_RETTE', 'KLE_FORMAT', 'UUID_UGYLDIGT'] })
  @ApiOkResponse({ type: KravrettelseSvar })
  async ret(@Param('id', Id) id: string, @Body() v: RetKravDto, @Hvem() hvem: Hvem, @HarRet('krav:annuller') maaAnnullere: boolean): Promise<object> {
    const svar = await this.rettelser.retKrav(hvem, id, rettelseFraDto(v), bekraeftelse(v, maaAnnullere)).catch((fejl: unknown) => { throw medApinavne(fejl); });
    return { gemt: svar.gemt, rettelseId: svar.gemt ? svar.svar : null, kvittering: svar.kvittering };
  }

  @Get('krav/:id/rettelser') @Ret('krav:laes') @Endepunkt('Alt, der er rettet ved kravet siden registreringen, nyeste først', { 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: RettelsesideSvar })
  async historik(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<object>> {
    const poster = await this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevAdgang(tx, id);
      return tilSvar((await this.kravrettelser.historik(tx, id)).map(medApifelter));
    }, { laes: true });
    return { poster, naeste: null };
  }

  @Post('sammenlaegninger/:id/ophaev') @HttpCode(200) @Ret('partner:sammenlaeg') @KunMyndighed()
  @Endepunkt('Skiller to forretningspartnere, der ved en fejl blev lagt sammen; uden bekraeft siger kvitteringen kun, hvad det ville gøre', {
    403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: [...KVITTERING, 'SAMMENLAEGNING_ER_OPHAEVET', 'SAMMENLAEGNING_KAN_IKKE_FORTRYDES', 'REGNSKABSPERIODE_LUKKET', 'SAMTIDIG_AENDRING'],
    422: [...FORM, 'DATO_I_FREMTIDEN', 'DATO_FOER_SAMMENLAEGNING', 'KONTO_FLYTTES_IKKE'] })
  @ApiOkResponse({ type: OphaevetSvar })
  async ophaev(@Param('id', Id) id: string, @Body() v: OphaevSammenlaegningDto, @Hvem() hvem: Hvem, @HarRet('krav:annuller') maaAnnullere: boolean): Promise<object> {
    const { idempotens: _, ...laeser } = hvem;
    const o: Oensketophaevelse = { aarsag: v.aarsag, konti: v.konti, dato: v.dato === undefined ? undefined : laesDato('dato', v.dato) };
    const svar = await this.ophaevelser.ophaev(hvem, id, o, bekraeftelse(v, maaAnnullere));
    if (svar.gemt) return { gemt: true, id: svar.svar.id, konti: svar.svar.plan, kvittering: svar.kvittering ?? null };
    return { gemt: false, id: null, konti: await this.db.iKommune(laeser, (tx) => this.ophaevelser.plan(tx, id, o), { proev: true }), kvittering: svar.kvittering };
  }
}

/** @throws RetMangler: taking a fee back is an annulment */
function bekraeftelse(v: { bekraeft?: string; annullerGebyrer?: string[] }, maaAnnullere: boolean): Bekraeftelse {
  if ((v.annullerGebyrer ?? []).length > 0 && !maaAnnullere) throw new RetMangler('krav:annuller');
  return { bekraeft: v.bekraeft, annullerGebyrer: v.annullerGebyrer };
}

function rettelseFraDto(v: RetKravDto): Kravrettelse {
  const dag = (felt: string, d: string | undefined): ReturnType<typeof laesDato> | undefined => (d === undefined ? undefined : laesDato(felt, d));
  const felter = {
    forfaldsdato: dag('forfaldsdato', v.forfaldsdato), srb: dag('sidsteRettidigeBetalingsdato', v.sidsteRettidigeBetalingsdato), periodeFra: dag('periodeFra', v.periodeFra), periodeTil: dag('periodeTil', v.periodeTil),
    kleEmne: v.kleEmne, organisatoriskReference: v.organisatoriskReference?.toLowerCase(), linjer: v.linjer?.map(({ id, tekst }) => ({ id, tekst })),
  };
  return { ...(Object.fromEntries(Object.entries(felter).filter(([, x]) => x !== undefined)) as Omit<Kravrettelse, 'aarsag'>), aarsag: v.aarsag };
}

const medApifelter = (r: Kravrettelsesvisning): object => ({ ...r, felter: r.felter.map((f) => ({ ...f, felt: f.felt === 'srb' ? 'sidsteRettidigeBetalingsdato' : f.felt })) });
