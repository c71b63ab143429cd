import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { paastaa, ProgramFejl, UgyldigtInput } from '#app/kernel';
import type { Adgang, Hvem as Platformshvem } from '#app/platform';
import { headertekst, type Anmodning } from './anmodning.js';
import type { Rettighed } from './rettigheder.js';

const anmodning = (ctx: ExecutionContext): Anmodning => ctx.switchToHttp().getRequest<Anmodning>();

/** Who asks, in which kommune: what `iKommune` needs. Made by the guard from the token. */
export type Hvem = Platformshvem;
export const Hvem = createParamDecorator((_: unknown, ctx: ExecutionContext): Platformshvem => {
  const { hvem } = anmodning(ctx);
  if (hvem === undefined) throw new ProgramFejl('HVEM_UDEN_ADGANG');
  return hvem;
});

/** May the caller see CPR-numre and protected addresses unmasked? */
export const MaaSeId = createParamDecorator((_: unknown, ctx: ExecutionContext): boolean => {
  const adgang: Adgang | undefined = anmodning(ctx).adgang;
  paastaa(adgang, 'HVEM_UDEN_ADGANG');
  return adgang.rettigheder.has('partner:cpr');
});

/** Does the caller's token carry this right besides the one the endpoint names? */
export const HarRet = createParamDecorator((ret: Rettighed, ctx: ExecutionContext): boolean => {
  const adgang: Adgang | undefined = anmodning(ctx).adgang;
  paastaa(adgang, 'HVEM_UDEN_ADGANG');
  return adgang.rettigheder.has(ret);
});

/** The purpose of a look-up of a person, from the header X-Formaal (never from a URL); '' when there is none. */
export const Formaal = createParamDecorator((_: unknown, ctx: ExecutionContext): string => {
  const tekst = (headertekst(anmodning(ctx), 'x-formaal') ?? '').trim();
  if (tekst.length > 200 || /\p{Cc}/u.test(tekst)) throw new UgyldigtInput('FORMAAL_UGYLDIGT', 'X-Formaal', 'Formålet må højst være 200 tegn uden styretegn.');
  return tekst;
});
