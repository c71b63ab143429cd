import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { beloebTekst, kr, laesDato, sum, type Lokaldato } from '#app/kernel';
import { PeriodeService, SaldoService, type Balancelinje, type Regnskabsperiode } from '#app/bogholderi';
import { Database } from '#app/platform';
import { Datofelt, Heltalfelt, JaNejfelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Dag } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { Sideklasse, type Side } from '../felles/side.js';
import { UdBeloeb, UdDato, UdJaNej, UdListe, UdTal, UdTekst, UdTid } from '../felles/svarfelter.js';

class BalanceDto {
  @Datofelt({ tekst: 'Bogføringsdatoer til og med; standard i dag', eksempel: '2026-03-31', valgfri: true }) til?: string;
}
class PerioderDto {
  @Heltalfelt(1990, 2100, { tekst: 'Regnskabsår; standard indeværende', eksempel: '2026', valgfri: true }) aar?: string;
}
class PeriodevalgDto {
  @JaNejfelt({ tekst: 'Supplementsperioden, der begynder samme dag', eksempel: false, valgfri: true }) supplement?: boolean;
}
class BalancelinjeSvar {
  @UdTekst('Konto', 'DEBITOR') konto: string;
  @UdTekst('Navn', 'Tilgodehavender i betalingskontrol (8.28.14)') navn: string;
  @UdBeloeb('Debet', '3500.00') debet: string;
  @UdBeloeb('Kredit', '0.00') kredit: string;
  @UdBeloeb('Saldo, debet positiv', '3500.00') saldo: string;
}
class RaabalanceSvar {
  @UdDato('Til og med bogføringsdato', '2026-03-31') til: string;
  @UdBeloeb('Kontienes sum; altid 0.00', '0.00') sum: string;
  @UdListe(() => BalancelinjeSvar, 'En linje pr. konto') linjer: BalancelinjeSvar[];
}
class PeriodeSvar {
  @UdDato('Første dag', '2026-03-01') fra: string;
  @UdDato('Første dag efter perioden', '2026-04-01') til: string;
  @UdTal('Regnskabsår', 2026) regnskabsaar: number;
  @UdJaNej('Supplementsperiode', false) supplement: boolean;
  @UdTid('Lukket; null når perioden er åben', '2026-04-10T08:00:00.000Z', { null: true }) lukket: string | null;
}
const FRA = { name: 'fra', description: 'Periodens første dag', example: '2026-03-01', schema: { type: 'string', format: 'date' } };
const PeriodesideSvar = Sideklasse(PeriodeSvar, 'PeriodesideSvar');

@ApiTags('Bogholderi')
@Controller('v1')
export class BogholderiController {
  constructor(private readonly db: Database, private readonly saldi: SaldoService, private readonly perioder: PeriodeService) {}

  @Get('raabalance') @Ret('bog:laes') @KunMyndighed() @Endepunkt('Råbalance til og med en bogføringsdato', { 403: ['KUN_EGNE_KRAV'], 422: ['DATO_UGYLDIG'] })
  @ApiOkResponse({ type: RaabalanceSvar })
  async raabalance(@Query() v: BalanceDto, @Hvem() hvem: Hvem): Promise<{ til: Lokaldato; sum: string; linjer: Balancelinje[] }> {
    return this.db.iKommune(hvem, async (tx) => {
      const til = v.til === undefined ? tx.forretningsdato : laesDato('til', v.til);
      const linjer = await this.saldi.raabalance(tx, til);
      return { til, sum: beloebTekst(sum(linjer.map((l) => kr(l.saldo)))), linjer };
    });
  }

  @Get('regnskabsperioder') @Ret('bog:laes') @KunMyndighed() @Endepunkt('Et regnskabsårs perioder', { 403: ['KUN_EGNE_KRAV'], 422: ['TAL_UGYLDIGT'] })
  @ApiOkResponse({ type: PeriodesideSvar })
  async alle(@Query() v: PerioderDto, @Hvem() hvem: Hvem): Promise<Side<Regnskabsperiode>> {
    return { poster: await this.db.iKommune(hvem, (tx) => this.perioder.perioder(tx, Number(v.aar ?? tx.forretningsdato.slice(0, 4)))), naeste: null };
  }

  @ApiParam(FRA) @Post('regnskabsperioder/:fra/luk') @HttpCode(200) @Ret('periode:luk') @KunMyndighed() @Endepunkt('Lukker en regnskabsperiode for bogføring', { 403: ['KUN_EGNE_KRAV'], 404: ['REGNSKABSPERIODE_FINDES_IKKE'], 422: ['DATO_UGYLDIG'] })
  @ApiOkResponse({ type: PeriodeSvar })
  luk(@Param('fra', Dag) fra: Lokaldato, @Body() v: PeriodevalgDto, @Hvem() hvem: Hvem): Promise<Regnskabsperiode> {
    return this.db.iKommune(hvem, (tx) => this.perioder.saet(tx, fra, v.supplement ?? false, true));
  }

  @ApiParam(FRA) @Post('regnskabsperioder/:fra/aabn') @HttpCode(200) @Ret('periode:luk') @KunMyndighed() @Endepunkt('Åbner en lukket regnskabsperiode igen', { 403: ['KUN_EGNE_KRAV'], 404: ['REGNSKABSPERIODE_FINDES_IKKE'], 422: ['DATO_UGYLDIG'] })
  @ApiOkResponse({ type: PeriodeSvar })
  aabn(@Param('fra', Dag) fra: Lokaldato, @Body() v: PeriodevalgDto, @Hvem() hvem: Hvem): Promise<Regnskabsperiode> {
    return this.db.iKommune(hvem, (tx) => this.perioder.saet(tx, fra, v.supplement ?? false, false));
  }
}
