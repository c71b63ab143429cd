import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiProperty } from '@nestjs/swagger';
import { KvitteringSvar } from '../rettelser/kvittering.svar.js';
import { UdObjekt, UdTal, UdTekst } from './svarfelter.js';

export class FeltfejlSvar {
  @UdTekst('Feltets sti i forespørgslen', 'linjer[0].beloeb') felt: string;
  @UdTekst('Fejlens kode', 'BELOEB_FORMAT') kode: string;
  @UdTekst('Forklaring', 'Beløbet skal skrives med punktum og to decimaler, for eksempel 1200.00.') besked: string;
}

/** The OpenAPI of a problem (RFC 9457). */
export class ProblemSvar {
  @UdTekst('Problemets art', 'urn:debitor:fejl:BELOEB_FORMAT') type: string;
  @UdTekst('Overskrift', 'Ugyldigt input') title: string;
  @UdTal('HTTP-status', 422) status: number;
  @UdTekst('Stabil kode at forgrene på', 'BELOEB_FORMAT') kode: string;
  @ApiProperty({ description: 'Forklaring af dette tilfælde', example: 'Beløbet skal skrives med punktum og to decimaler, for eksempel 1200.00.', required: false }) detail?: string;
  @UdTekst('Sti uden forespørgselsdel', '/v1/krav') instance: string;
  @UdTekst('Sporing af denne forespørgsel gennem loggen', '0b6c1f3e-5e0f-4a7b-9c59-0b6f6d9f0a11') korrelationsId: string;
  @ApiProperty({ type: () => FeltfejlSvar, isArray: true, description: 'De felter, der er noget galt med' }) felter: FeltfejlSvar[];
  @UdObjekt(() => KvitteringSvar, 'Ved KVITTERING_KRAEVES og KVITTERING_FORAELDET: hvad ændringen ville gøre', { valgfri: true }) kvittering?: KvitteringSvar;
}

/** What an endpoint does and which problems of its own it may answer with; those that all share are added where the document is made. */
export function Endepunkt(resume: string, problemer: Readonly<Record<number, readonly string[]>> = {}): MethodDecorator {
  return applyDecorators(ApiOperation({ summary: resume }), ApiExtension('x-problemer', problemer));
}
