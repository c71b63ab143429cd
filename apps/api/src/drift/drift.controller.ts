import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Metrik } from '#app/platform';
import type { Svar } from '../felles/anmodning.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { Ret } from '../felles/ret.js';
import { UdJaNej, UdListe, UdObjekt, UdTal, UdTekst, UdValg } from '../felles/svarfelter.js';
import { HealthService, type Helbred } from './health.service.js';

class DelSvar {
  @UdJaNej('Svarer') ok: boolean;
  @UdTal('Svartid, millisekunder; null uden svar', 2, { null: true }) ms: number | null;
}
class KommuneSvar {
  @UdTekst('Kommunens kode', '751') kode: string;
  @UdTekst('Skemaets version', '0005-rettigheder') skemaversion: string;
  @UdJaNej('Skemaet har programmets version') ok: boolean;
}
class HelbredSvar {
  @UdValg(['OK', 'FEJL'], 'Samlet tilstand') status: string;
  @UdObjekt(() => DelSvar, 'Databasen') database: DelSvar;
  @UdObjekt(() => DelSvar, 'Redis') redis: DelSvar;
  @UdTekst('Skemaversion, som programmet forventer', '0005-rettigheder') skemaversion: string;
  @UdListe(() => KommuneSvar, 'Kommunerne i installationen') kommuner: KommuneSvar[];
}

/** Open without a token only where the operator has said so (DRIFT_AABEN). Never a person in an answer. */
@ApiTags('Drift')
@Controller()
export class DriftController {
  constructor(private readonly health: HealthService, private readonly metrik: Metrik) {}

  @Get('health') @Ret('drift:laes') @Endepunkt('Svarer database og Redis, og har skemaerne programmets version?')
  @ApiOkResponse({ type: HelbredSvar }) @ApiResponse({ status: 503, type: HelbredSvar, description: 'Noget svarer ikke, eller et skema har en anden version' })
  async helbred(@Res({ passthrough: true }) svar: Svar): Promise<Helbred> {
    const h = await this.health.hent();
    if (h.status !== 'OK') svar.code(503);
    return h;
  }

  @Get('metrics') @Ret('drift:laes') @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8') @Endepunkt('Målinger i Prometheus-format')
  @ApiProduces('text/plain') @ApiOkResponse({ schema: { type: 'string', example: 'debitor_db_forbindelser{tilstand="aabne"} 4' } })
  maalinger(): Promise<string> { return this.metrik.tekst(); }
}
