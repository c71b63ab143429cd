import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { laesDato, UgyldigtInput, type Lokaldato } from '#app/kernel';
import { SammenlaegService } from '#app/krav';
import { Database, type Tx } from '#app/platform';
import { IdentService, KontaktService, laesNummer, Partnersammenlaegning, PartnerService, StamdatalaesningService, type Partneroplysninger } from '#app/stamdata';
import { Formaal, Hvem, MaaSeId } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import type { Side } from '../felles/side.js';
import { tilSvar, type Udad } from '../felles/tilsvar.js';
import { Rettelsesruter } from '../rettelser/rettelsesruter.js';
import {
  AdresseDto, BsAftaleDto, BsnoegleDto, FjernRelationDto, FraDto, IdenthistorikSvar, KontaktSvar, NyIdentDto, OpretPartnerDto, PartnerhistorikSvar, RelationDto, RetPartnerDto, SammenlaegDto,
  SammenlaegningssideSvar, SammenlagtSvar, SkiftIdentDto, type PeriodeDto,
} from './pleje.dto.js';
import { ForretningspartnerSvar } from './stamdata.dto.js';

const FORMAAL = { name: 'X-Formaal', required: true, description: 'Formålet med opslaget; skrives i loggen', schema: { type: 'string', example: 'Ændring meldt af borger' } };
const DATOER = ['DATO_UGYLDIG', 'PERIODE_OMVENDT'] as const;

/** Changes of partners: every one a new version, with effect from a day; what was known before stays readable. */
@ApiTags('Forretningspartnere')
@Controller('v1/forretningspartnere')
export class PartnerplejeController {
  constructor(
    private readonly db: Database, private readonly partner: PartnerService, private readonly laesning: StamdatalaesningService, private readonly identer: IdentService,
    private readonly kontakt: KontaktService, private readonly sammenlaegning: Partnersammenlaegning, private readonly sammenlaeg: SammenlaegService, private readonly ruter: Rettelsesruter,
  ) {}

  @Post() @Ret('partner:ret') @KunMyndighed() @Endepunkt('Opretter en forretningspartner', { 403: ['KUN_EGNE_KRAV'], 409: ['IDENT_TILHOERER_ANDEN', 'IDENT_PASSER_IKKE'], 422: ['CPR_UGYLDIGT', 'CVR_UGYLDIGT', 'VAERDI_UKENDT', ...DATOER] })
  @ApiHeader(FORMAAL) @ApiCreatedResponse({ type: ForretningspartnerSvar })
  async opret(@Body() v: OpretPartnerDto, @Formaal() formaal: string, @Hvem() hvem: Hvem, @MaaSeId() maaSeId: boolean): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      const fra = fraAf(tx, v);
      const id = await this.partner.opret(tx, { type: v.type, art: v.art, nummer: laesNummer(v.art, 'nummer', v.nummer), oplysninger: oplysninger(v) }, fra);
      return this.partner.hent(tx, id, formaal, maaSeId, fra);
    });
  }

  @Put(':id') @Ret('partner:ret') @KunMyndighed() @Endepunkt('Retter, hvad der gælder fra en dag; udeladte felter bliver; ændrer det noget bogført, skal kvitteringen bekræftes', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: ['PARTNER_ER_SAMMENLAGT', 'KVITTERING_KRAEVES', 'KVITTERING_FORAELDET'], 422: ['AFTRYK_UGYLDIGT', 'VAERDI_UKENDT', 'FORMAAL_MANGLER', ...DATOER] })
  @ApiHeader(FORMAAL) @ApiOkResponse({ type: ForretningspartnerSvar })
  async ret(@Param('id', Id) id: string, @Body() v: RetPartnerDto, @Formaal() formaal: string, @Hvem() hvem: Hvem, @MaaSeId() maaSeId: boolean): Promise<object> {
    return this.ruter.udfoer(hvem, v, {
      indhold: ['PARTNER', id, v.fra, v.til, oplysninger(v)], fra: (tx) => fraAf(tx, v), paa: { niveau: 'FORRETNINGSPARTNER', objektId: id }, trin: [], staar: async (tx) => (await this.partner.historik(tx, id, true)).filter((p) => p.kendtTil === null),
      udfoer: async (tx) => {
        const [fra, til] = periodeAf(tx, v);
        await this.partner.ret(tx, id, fra, oplysninger(v), til);
        return this.partner.hent(tx, id, formaal, maaSeId, fra);
      },
    });
  }

  @Get(':id/historik') @Ret('partner:laes') @KunMyndighed() @Endepunkt('Alt, der er sagt om forretningspartneren, nyeste viden først; opslaget logges', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['FORMAAL_MANGLER'] })
  @ApiHeader(FORMAAL) @ApiOkResponse({ type: PartnerhistorikSvar })
  async historik(@Param('id', Id) id: string, @Formaal() formaal: string, @Hvem() hvem: Hvem, @MaaSeId() maaSeId: boolean): Promise<Side<object>> {
    return { poster: await this.db.iKommune(hvem, async (tx) => { await this.partner.hent(tx, id, formaal, maaSeId); return tilSvar(await this.partner.historik(tx, id, maaSeId)); }), naeste: null };
  }

  @Get(':id/identer') @Ret('partner:laes') @KunMyndighed() @Endepunkt('Alle numre, forretningspartneren har haft; opslaget logges', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['FORMAAL_MANGLER'] })
  @ApiHeader(FORMAAL) @ApiOkResponse({ type: IdenthistorikSvar })
  async numre(@Param('id', Id) id: string, @Formaal() formaal: string, @Hvem() hvem: Hvem, @MaaSeId() maaSeId: boolean): Promise<Side<object>> {
    return { poster: await this.db.iKommune(hvem, async (tx) => { await this.partner.hent(tx, id, formaal, maaSeId); return tilSvar(await this.identer.historik(tx, id, maaSeId)); }), naeste: null };
  }

  @Post(':id/identer') @Ret('partner:ret') @KunMyndighed() @Endepunkt('Tilføjer et nummer', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: ['IDENT_TILHOERER_ANDEN', 'IDENT_PASSER_IKKE', 'PARTNER_ER_SAMMENLAGT'], 422: ['CPR_UGYLDIGT', 'CVR_UGYLDIGT', 'VAERDI_UKENDT', 'DATO_UGYLDIG'] })
  @ApiCreatedResponse({ type: IdenthistorikSvar })
  async tilfoejIdent(@Param('id', Id) id: string, @Body() v: NyIdentDto, @Hvem() hvem: Hvem, @MaaSeId() maaSeId: boolean): Promise<Side<object>> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.identer.tilfoej(tx, id, v.art, laesNummer(v.art, 'nummer', v.nummer), fraAf(tx, v));
      return { poster: tilSvar(await this.identer.historik(tx, id, maaSeId)), naeste: null };
    });
  }

  @Post(':id/identer/skift') @HttpCode(200) @Ret('partner:ret') @KunMyndighed() @Endepunkt('Skifter et nummer ud fra en dag, for eksempel erstatningsnummer til personnummer', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: ['IDENT_TILHOERER_ANDEN', 'IDENT_PASSER_IKKE', 'PARTNER_ER_SAMMENLAGT'], 422: ['CPR_UGYLDIGT', 'CVR_UGYLDIGT', 'VAERDI_UKENDT', 'DATO_UGYLDIG'] })
  @ApiOkResponse({ type: IdenthistorikSvar })
  async skiftIdent(@Param('id', Id) id: string, @Body() v: SkiftIdentDto, @Hvem() hvem: Hvem, @MaaSeId() maaSeId: boolean): Promise<Side<object>> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.identer.skift(tx, id, v.fraArt, { art: v.art, nummer: laesNummer(v.art, 'nummer', v.nummer) }, fraAf(tx, v));
      return { poster: tilSvar(await this.identer.historik(tx, id, maaSeId)), naeste: null };
    });
  }

  @Post(':id/sammenlaeg') @HttpCode(200) @Ret('partner:sammenlaeg') @KunMyndighed() @Endepunkt('Lægger forretningspartneren ind i en anden, som den hele tiden har været; begges historik bliver', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: ['PARTNER_ER_SAMMENLAGT'], 422: ['KAN_IKKE_SAMMENLAEGGES', 'DATO_I_FREMTIDEN', 'DATO_UGYLDIG'] })
  @ApiOkResponse({ type: SammenlagtSvar })
  async laegSammen(@Param('id', Id) id: string, @Body() v: SammenlaegDto, @Hvem() hvem: Hvem): Promise<SammenlagtSvar> {
    return this.db.iKommune(hvem, (tx) => this.sammenlaeg.laegSammen(tx, id, v.tilId, v.dato === undefined ? tx.forretningsdato : laesDato('dato', v.dato), v.aarsag));
  }

  @Get(':id/sammenlaegninger') @Ret('partner:laes') @KunMyndighed() @Endepunkt('Sammenlægninger, forretningspartneren har været i', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: SammenlaegningssideSvar })
  async sammenlaegninger(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<Side<object>> {
    return { poster: await this.db.iKommune(hvem, async (tx) => { await this.laesning.kraevPartner(tx, id); return this.sammenlaegning.historik(tx, id); }), naeste: null };
  }

  @Get(':id/kontakt') @Ret('partner:laes') @KunMyndighed() @Endepunkt('Alternative adresser, BS-aftaler og hvem der hæfter med en virksomhed; opslaget logges', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['FORMAAL_MANGLER'] })
  @ApiHeader(FORMAAL) @ApiOkResponse({ type: KontaktSvar })
  async kontakten(@Param('id', Id) id: string, @Formaal() formaal: string, @Hvem() hvem: Hvem, @MaaSeId() maaSeId: boolean): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      const p = await this.partner.hent(tx, id, formaal, maaSeId);
      return this.kontaktAf(tx, id, !p.adressebeskyttet || maaSeId);
    });
  }

  @Put(':id/adresse') @Ret('partner:ret') @KunMyndighed() @Endepunkt('Sender breve til en anden adresse end registrets', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['LANDEKODE_UGYLDIG', ...DATOER] })
  @ApiOkResponse({ type: KontaktSvar })
  async adresse(@Param('id', Id) id: string, @Body() v: AdresseDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      const [fra, til] = periodeAf(tx, v);
      await this.kontakt.saetAdresse(tx, id, { vejnavn: v.vejnavn ?? null, husnummer: v.husnummer ?? null, postnummer: v.postnummer ?? null, postdistrikt: v.postdistrikt ?? null, by: v.by ?? null, landekode: v.landekode }, fra, til);
      return this.kontaktAf(tx, id, true);
    });
  }

  @Post(':id/adresse/fjern') @HttpCode(200) @Ret('partner:ret') @KunMyndighed() @Endepunkt('Sender igen breve til registrets adresse', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['DATO_UGYLDIG'] })
  @ApiOkResponse({ type: KontaktSvar })
  async fjernAdresse(@Param('id', Id) id: string, @Body() v: FraDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => { await this.kontakt.fjernAdresse(tx, id, fraAf(tx, v)); return this.kontaktAf(tx, id, true); });
  }

  @Put(':id/bs-aftale') @Ret('partner:ret') @KunMyndighed() @Endepunkt('Registrerer en betalingsserviceaftale', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: ['BS_AFTALE_TILHOERER_ANDEN'], 422: ['BS_AFTALE_UGYLDIG', 'DATO_UGYLDIG'] })
  @ApiOkResponse({ type: KontaktSvar })
  async bsAftale(@Param('id', Id) id: string, @Body() v: BsAftaleDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => { await this.kontakt.saetBsAftale(tx, id, v, fraAf(tx, v)); return this.kontaktAf(tx, id, true); });
  }

  @Post(':id/bs-aftale/afmeld') @HttpCode(200) @Ret('partner:ret') @KunMyndighed() @Endepunkt('Afmelder en betalingsserviceaftale', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['BS_AFTALE_UGYLDIG', 'DATO_UGYLDIG'] })
  @ApiOkResponse({ type: KontaktSvar })
  async afmeld(@Param('id', Id) id: string, @Body() v: BsnoegleDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => { await this.kontakt.afmeldBsAftale(tx, id, v, fraAf(tx, v)); return this.kontaktAf(tx, id, true); });
  }

  @Put(':id/relation') @Ret('partner:ret') @KunMyndighed() @Endepunkt('Registrerer, hvem der hæfter med virksomheden (I/S og personligt ejede)', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['KAN_IKKE_HAEFTE', ...DATOER] })
  @ApiOkResponse({ type: KontaktSvar })
  async relation(@Param('id', Id) id: string, @Body() v: RelationDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      const [fra, til] = periodeAf(tx, v);
      await this.kontakt.saetRelation(tx, { forretningspartnerId: id, tilId: v.tilId, art: v.art }, fra, til);
      return this.kontaktAf(tx, id, true);
    });
  }

  @Post(':id/relation/fjern') @HttpCode(200) @Ret('partner:ret') @KunMyndighed() @Endepunkt('Lader en, der hæfter med virksomheden, holde op med det fra en dag', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['VAERDI_UKENDT', 'ID_UGYLDIGT', 'DATO_UGYLDIG'] })
  @ApiOkResponse({ type: KontaktSvar })
  async fjernRelation(@Param('id', Id) id: string, @Body() v: FjernRelationDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.kontakt.fjernRelation(tx, { forretningspartnerId: id, tilId: v.tilId, art: v.art }, fraAf(tx, v));
      return this.kontaktAf(tx, id, true);
    });
  }

  private async kontaktAf(tx: Tx, id: string, medAdresser: boolean): Promise<Udad<object>> {
    return tilSvar({ adresser: medAdresser ? await this.kontakt.adresser(tx, id) : [], bsAftaler: await this.kontakt.bsAftaler(tx, id), relationer: await this.kontakt.relationer(tx, id) });
  }
}

/** Only the fields that were sent; null is the same as left out. */
export const kunSendte = <F extends object>(felter: F): { [K in keyof F]?: Exclude<F[K], undefined> } =>
  Object.fromEntries(Object.entries(felter).filter(([, v]) => v !== undefined)) as { [K in keyof F]?: Exclude<F[K], undefined> };

function oplysninger(v: RetPartnerDto): Partial<Partneroplysninger> {
  const { navn, vejnavn, husnummer, postnummer, postdistrikt, landekode, adressebeskyttet, cprStatus, virksomhedsform, ophoert } = v;
  return kunSendte({ navn, vejnavn, husnummer, postnummer, postdistrikt, landekode, adressebeskyttet, cprStatus, virksomhedsform, ophoert: ophoert === undefined ? undefined : laesDato('ophoert', ophoert) });
}

export const fraAf = (tx: Tx, v: FraDto): Lokaldato => (v.fra === undefined ? tx.forretningsdato : laesDato('fra', v.fra));

/** @throws UgyldigtInput PERIODE_OMVENDT */
export function periodeAf(tx: Tx, v: PeriodeDto): [Lokaldato, Lokaldato | 'infinity'] {
  const fra = fraAf(tx, v);
  const til = v.til === undefined ? ('infinity' as const) : laesDato('til', v.til);
  if (til !== 'infinity' && til <= fra) throw new UgyldigtInput('PERIODE_OMVENDT', 'til', 'Perioden slutter, før den begynder.');
  return [fra, til];
}
