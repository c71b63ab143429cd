import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { validateSync, type ValidationError } from 'class-validator';
import { maskerCpr, UgyldigtInput, type Feltfejl } from '#app/kernel';
import { UgyldigeFelter } from './apifejl.js';

export type Klasse<T extends object = object> = new () => T;

/** Between a rule and the problem it becomes: class-validator carries only text. */
const SKEL = '\u0000';
export const regelbesked = (kode: string, besked: string): string => `${kode}${SKEL}${besked}`;

/** Classes of nested fields, by class and field; filled by the decorators of felter.ts. */
const indlejrede = new WeakMap<object, Map<string, () => Klasse>>();
export function noterIndlejret(prototype: object, felt: string, klasse: () => Klasse): void {
  const felter = indlejrede.get(prototype) ?? new Map<string, () => Klasse>();
  indlejrede.set(prototype, felter.set(felt, klasse));
}

/**
 * A value from outside as a DTO whose every rule holds. Unknown fields are refused, also in what is nested.
 * @throws UgyldigtInput naming every broken field, each with its kode
 */
export function laesDto<T extends object>(klasse: Klasse<T>, vaerdi: unknown): T {
  if (!erObjekt(vaerdi)) throw new UgyldigtInput('OBJEKT_FORVENTET', 'krop', 'Forespørgslens krop skal være et JSON-objekt.');
  const dto = instans(klasse, vaerdi, '');
  const fejl = feltfejl(validateSync(dto, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false }));
  if (fejl.length > 0) throw new UgyldigeFelter(fejl);
  return dto;
}

/** Body and query of every endpoint go through here; the handler's parameter type says which DTO. */
export class Valideringspipe implements PipeTransform {
  transform(vaerdi: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || metatype === undefined || INDBYGGEDE.has(metatype)) return vaerdi;
    return laesDto(metatype as Klasse, vaerdi ?? {});
  }
}
const INDBYGGEDE = new Set<unknown>([Object, String, Number, Boolean, Array, Buffer]);

const erObjekt = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v) && !Buffer.isBuffer(v);

/** Copies own fields into an instance; only fields that a DTO declares as nested are followed. null is the same as left out. */
function instans<T extends object>(klasse: Klasse<T>, vaerdi: Record<string, unknown>, sted: string): T {
  const dto = new klasse();
  const felter = indlejrede.get(klasse.prototype as object);
  for (const [navn, v] of Object.entries(vaerdi)) {
    if (navn === '__proto__' || navn in Object.prototype) throw new UgyldigeFelter([ukendt(sted + navn)]);
    const indre = felter?.get(navn)?.();
    (dto as Record<string, unknown>)[navn] = v === null ? undefined : indre === undefined ? v : indlejret(indre, v, sted + navn);
  }
  return dto;
}

function indlejret(klasse: Klasse, v: unknown, sted: string): unknown {
  if (Array.isArray(v)) return v.map((e: unknown, i) => (erObjekt(e) ? instans(klasse, e, `${sted}[${i}].`) : e));
  return erObjekt(v) ? instans(klasse, v, `${sted}.`) : v;
}

const ukendt = (felt: string): Feltfejl => ({ felt: maskerCpr(felt), kode: 'FELT_UKENDT', besked: 'Feltet findes ikke i dette endepunkt.' });

function feltfejl(fejl: readonly ValidationError[], sted = ''): Feltfejl[] {
  return fejl.flatMap((f) => {
    const felt = sted + (/^\d+$/.test(f.property) ? `[${f.property}]` : `${sted === '' ? '' : '.'}${f.property}`);
    const egne = Object.entries(f.constraints ?? {}).map(([regel, besked]): Feltfejl => {
      if (regel === 'whitelistValidation') return ukendt(felt);
      const [kode, tekst] = besked.split(SKEL);
      return tekst === undefined ? { felt, kode: 'FELT_UGYLDIGT', besked: 'Feltet er ugyldigt.' } : { felt, kode: kode!, besked: tekst };
    });
    return egne.length > 0 ? egne.slice(0, 1) : feltfejl(f.children ?? [], felt);
  });
}
