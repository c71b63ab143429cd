import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AfskrivningService } from '#app/afskrivning';
import { laesDato } from '#app/kernel';
import { KravlaesningService } from '#app/krav';
import { Database } from '#app/platform';
import { RenterService } from '#app/renter';
import { RykkerService, RykkerstatusService } from '#app/rykker';
import { UdligningService } from '#app/udligning';
import { Datofelt } from '../felles/felter.js';
import { Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { Ret } from '../felles/ret.js';
import { tilSvar } from '../felles/tilsvar.js';
import { HvorforSvar, RykkerstatusSvar } from './forklaring.svar.js';

class StatusdatoDto {
  @Datofelt({ tekst: 'Hvilken dag; før i dag: som det var kendt da; efter i dag: med det, der vides nu; standard i dag', eksempel: '2026-04-01', valgfri: true }) dato?: string;
}

/** Every øre explained, and why a claim is or is not reminded. */
@ApiTags('Krav')
@Controller('v1/krav')
export class ForklaringController {
  constructor(
    private readonly db: Database, private readonly laesning: KravlaesningService, private readonly renter: RenterService, private readonly rykker: RykkerService, private readonly rykkerstatusser: RykkerstatusService,
    private readonly afskrivning: AfskrivningService, private readonly udligning: UdligningService) {}

  @Get(':id/hvorfor') @Ret('krav:laes') @Endepunkt('Hvorfor: hver rente, hvert gebyr, hver udligning og afskrivning forklaret med §', { 404: ['IKKE_FUNDET'] })
  @ApiOkResponse({ type: HvorforSvar })
  hvorfor(@Param('id', Id) id: string, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevAdgang(tx, id);
      return tilSvar({ kravId: id, renter: await this.renter.forklar(tx, id), gebyrer: await this.rykker.forklar(tx, id), afskrivninger: await this.afskrivning.forklar(tx, id), udligning: await this.udligning.forklar(tx, id) });
    }, { laes: true });
  }

  @Get(':id/rykkerstatus') @Ret('krav:laes') @Endepunkt('Hvorfor rykkes der, eller hvorfor ikke: hver regel, og hvem der holder kravet til hvornår; for i dag, en dag der er gået, eller en, der kommer', { 404: ['IKKE_FUNDET'], 422: ['DATO_UGYLDIG', 'DATO_UDENFOR'] })
  @ApiOkResponse({ type: RykkerstatusSvar })
  rykkerstatus(@Param('id', Id) id: string, @Query() v: StatusdatoDto, @Hvem() hvem: Hvem): Promise<object> {
    return this.db.iKommune(hvem, async (tx) => {
      await this.laesning.kraevAdgang(tx, id);
      return tilSvar({ ...(await this.rykkerstatusser.paa(tx, id, v.dato === undefined ? tx.forretningsdato : laesDato('dato', v.dato))), breve: await this.rykker.breve(tx, id) });
    }, { laes: true });
  }
}
