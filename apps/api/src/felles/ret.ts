import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiExtension } from '@nestjs/swagger';
import type { Rettighed } from './rettigheder.js';

const RET = 'debitor:ret';
const LAESENDE = 'debitor:laesende';
const KUN_MYNDIGHED = 'debitor:kun-myndighed';

/** The right a caller needs. The guard refuses a handler that names none, and a test fails for it. */
export const Ret = (ret: Rettighed): MethodDecorator => applyDecorators(SetMetadata(RET, ret), ApiBearerAuth('token'), ApiExtension('x-ret', ret));

/** A POST that only reads (a search whose words do not belong in a URL): it needs no Idempotency-Key. */
export const Laesende = (): MethodDecorator => applyDecorators(SetMetadata(LAESENDE, true), ApiExtension('x-laesende', true));

/** Answers with more than one fagsystem's claims: closed to a fagsystem's token. */
export const KunMyndighed = (): MethodDecorator => applyDecorators(SetMetadata(KUN_MYNDIGHED, true), ApiExtension('x-kun-myndighed', true));

/** Takes a file's bytes (at most 60 MB) instead of JSON: the handler's body is a Buffer, undefined when none was sent. */
export const RaaKrop = (beskrivelse: string): MethodDecorator => applyDecorators(RouteConfig({ raaKrop: true }), ApiConsumes('application/xml', 'text/xml', 'application/octet-stream'),
  ApiBody({ description: beskrivelse, required: true, schema: { type: 'string', format: 'binary' } }));

/** Takes a file as it comes instead of JSON: the handler's body is a stream, undefined when none was sent. A reader of it stops by itself at the limit it knows. */
export const Stroemkrop = (beskrivelse: string): MethodDecorator => applyDecorators(RouteConfig({ stroem: true }), ApiConsumes('text/csv', 'application/x-ndjson', 'application/json'),
  ApiBody({ description: beskrivelse, required: true, schema: { type: 'string', format: 'binary', example: '[{"reference": "BARN-1-2026-03"}]' } }));

export interface Krav { readonly ret: Rettighed | undefined; readonly laesende: boolean; readonly kunMyndighed: boolean }

/** What a handler demands of its caller. */
export function kravTil(handler: object): Krav {
  const laes = (n: string): unknown => Reflect.getMetadata(n, handler) as unknown;
  return { ret: laes(RET) as Rettighed | undefined, laesende: laes(LAESENDE) === true, kunMyndighed: laes(KUN_MYNDIGHED) === true };
}
