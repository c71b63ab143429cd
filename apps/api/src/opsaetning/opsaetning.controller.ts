import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { laesDato } from '#app/kernel';
import { KravstypeService, OPSAETNINGER, OpsaetningsvalgService, type Kravstype, type Opsaetning, type Opsaetningsvalg } from '#app/krav';
import { Database } from '#app/platform';
import { Datofelt, Tekst, Valgfelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { Sideklasse, type Side } from '../felles/side.js';
import { UdDato, UdJaNej, UdTal, UdTekst, UdValg } from '../felles/svarfelter.js';
import { tilSvar, type Udad } from '../felles/tilsvar.js';

const NAVNE = Object.keys(OPSAETNINGER) as (keyof Opsaetning)[];

class KravstypeSvar {
  @UdTekst('Kode (hovedtransaktion)', 'DAGINST') kode: string;
  @UdTekst('Navn', 'Daginstitution') navn: string;
  @UdValg(['GEBYRLOV', 'RENTELOV', 'OPKRAEVNINGSLOV', 'INGEN', 'DOM_FORLIG'], 'Hvilken lov renter og gebyrer følger') regime: string;
  @UdJaNej('Udpantningsret') udpantningsret: boolean;
  @UdJaNej('Civilretligt krav', false) civilretlig: boolean;
  @UdDato('Hvornår det er besluttet at opkræve morarente (gebyrloven § 3)', '2010-01-01', { null: true }) renteBesluttet: string | null;
  @UdJaNej('Er forfaldsdagen fastsat i forvejen (renteloven § 3, stk. 1)?') forfaldFastsat: boolean;
  @UdTal('Forældelsesfrist, år', 3) foraeldelseAar: number;
  @UdValg(['FORFALD', 'SRB'], 'Hvad forældelsen regnes fra') foraeldelseStart: string;
  @UdTekst('Rykkerprocedure', 'STANDARD') rykkerprocedure: string;
  @UdTekst('Aftalekontotype', 'BOERN') aftalekontotype: string;
  @UdTekst('Fordringstype hos inddrivelsen', 'KFDAINS', { null: true }) fordringstype: string | null;
  @UdTekst('Indtægtskonto', 'INDT_DAGINST') indtaegtskonto: string;
  @UdTekst('KLE-emne', '28.06.02', { null: true }) kleEmne: string | null;
  @UdDato('Gyldig fra', '2005-01-01') gyldigFra: string;
  @UdDato('Gyldig til (medregnes ikke); null uden slut', '2030-01-01', { null: true }) gyldigTil: string | null;
}
const KravstypesideSvar = Sideklasse(KravstypeSvar, 'KravstypesideSvar');

class VaelgDto {
  @Valgfelt(NAVNE, { tekst: 'Indstillingens navn', eksempel: 'bagatelGraense' }) navn: keyof Opsaetning;
  @Tekst({ tekst: 'Værdi', eksempel: '10.00', maks: 100 }) vaerdi: string;
  @Datofelt({ tekst: 'Gælder fra; standard i dag', eksempel: '2026-04-01', valgfri: true }) gyldigFra?: string;
}
class OpsaetningSvar {
  @UdValg(NAVNE, 'Indstillingens navn') navn: string;
  @UdTekst('Værdi, der gælder i dag', '10.00') vaerdi: string;
  @UdTekst('Værdi, når intet er valgt', '10.00') standard: string;
  @UdDato('Valgt fra; null når intet er valgt', '2026-04-01', { null: true }) gyldigFra: string | null;
  @UdTekst('Valgt af', 'sagsbehandler1', { null: true }) valgtAf: string | null;
}
const OpsaetningsideSvar = Sideklasse(OpsaetningSvar, 'OpsaetningsideSvar');

@ApiTags('Opsætning')
@Controller('v1')
export class OpsaetningController {
  constructor(private readonly db: Database, private readonly typer: KravstypeService, private readonly valg: OpsaetningsvalgService) {}

  @Get('kravstyper') @Ret('opsaetning:laes') @Endepunkt('Kravstyper, med alle kendte gyldighedsperioder')
  @ApiOkResponse({ type: KravstypesideSvar })
  async kravstyper(@Hvem() hvem: Hvem): Promise<Side<Udad<Kravstype>>> {
    const alle = await this.db.iKommune(hvem, (tx) => this.typer.versioner(tx));
    return { poster: tilSvar(alle), naeste: null };
  }

  @Get('opsaetning') @Ret('opsaetning:laes') @Endepunkt('Kommunens indstillinger, som de gælder i dag')
  @ApiOkResponse({ type: OpsaetningsideSvar })
  async alle(@Hvem() hvem: Hvem): Promise<Side<Opsaetningsvalg>> {
    return { poster: await this.db.iKommune(hvem, (tx) => this.valg.alle(tx, tx.forretningsdato)), naeste: null };
  }

  @Post('opsaetning') @HttpCode(200) @Ret('opsaetning:ret') @KunMyndighed() @Endepunkt('Vælger en indstilling fra en dag', { 403: ['KUN_EGNE_KRAV'], 422: ['OPSAETNING_UGYLDIG', 'VAERDI_UKENDT', 'DATO_UGYLDIG'] })
  @ApiOkResponse({ type: OpsaetningsideSvar })
  async vaelg(@Body() v: VaelgDto, @Hvem() hvem: Hvem): Promise<Side<Opsaetningsvalg>> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.valg.vaelg(tx, v.navn, v.vaerdi, v.gyldigFra === undefined ? tx.forretningsdato : laesDato('gyldigFra', v.gyldigFra));
      return { poster: await this.valg.alle(tx, tx.forretningsdato), naeste: null };
    });
  }
}
