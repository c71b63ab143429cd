import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { laesDato } from '#app/kernel';
import { EjerskabService } from '#app/krav';
import { Database } from '#app/platform';
import { Datofelt, Kodefelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { UdListe, UdTekst } from '../felles/svarfelter.js';
import { tilSvar } from '../felles/tilsvar.js';
import { VersionSvar } from '../felles/versionsvar.js';

class EjerskifteDto {
  @Kodefelt({ tekst: 'Fagsystemet, der overtager aftaleindholdet og dets krav', eksempel: 'CURA' }) fagsystem: string;
  @Datofelt({ tekst: 'Den nye ejers første dag; standard i dag', eksempel: '2026-04-01', valgfri: true }) fra?: string;
}
class EjerversionSvar extends VersionSvar {
  @UdTekst('Fagsystem', 'CURA') fagsystem: string;
}
class EjerskabSvar {
  @UdTekst('Fagsystemet, der oprettede aftaleindholdet, og hvis nummer det bærer', 'NEXUS') registrant: string;
  @UdTekst('Fagsystemet, der ejer det i dag', 'CURA') ejer: string;
  @UdListe(() => EjerversionSvar, 'Alt, der er sagt om ejerskabet, nyeste viden først; tom, når det aldrig har skiftet') historik: EjerversionSvar[];
}

/** Who owns a case and its claims. */
@ApiTags('Aftaler')
@Controller('v1/aftaleindhold')
export class EjerskabController {
  constructor(private readonly db: Database, private readonly ejerskab: EjerskabService) {}

  @Get(':id/ejer') @Ret('konto:laes') @KunMyndighed() @Endepunkt('Hvilket fagsystem der ejer aftaleindholdet, og hvad der er sagt om det', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: EjerskabSvar })
  ejer(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<object> { return this.db.iKommune(hvem, async (tx) => tilSvar(await this.ejerskab.vis(tx, id, tx.forretningsdato)), { laes: true }); }

  @Post(':id/ejer') @HttpCode(200) @Ret('ejer:skift') @KunMyndighed()
  @Endepunkt('Lader et fagsystem overtage aftaleindholdet med alle dets krav fra en dag; begge fagsystemer får en hændelse pr. krav', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 409: ['SAMTIDIG_AENDRING'], 422: ['FELT_MANGLER', 'KODE_UGYLDIG', 'DATO_UGYLDIG'] })
  @ApiOkResponse({ type: EjerskabSvar })
  skift(@Param('id', Id) id: string, @Body() v: EjerskifteDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.ejerskab.skift(tx, id, v.fagsystem, v.fra === undefined ? tx.forretningsdato : laesDato('fra', v.fra));
      return tilSvar(await this.ejerskab.vis(tx, id, tx.forretningsdato));
    });
  }
}
