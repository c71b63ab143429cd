import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsOptional, registerDecorator, ValidateNested, type ValidationArguments } from 'class-validator';
import { laesCpr, laesCvr, laesDato, laesErstatningsCpr, laesPositivtBeloeb, UgyldigtInput } from '#app/kernel';
import { noterIndlejret, regelbesked, type Klasse } from './validering.js';

/** What every field says of itself: what it is, an example, and whether it may be left out. One decorator gives both the rule and the OpenAPI. */
export interface Feltvalg { readonly tekst: string; readonly eksempel?: unknown; readonly valgfri?: boolean }

/** Reads a value or throws UgyldigtInput; its kode and besked become the field's. `objekt` is the DTO the field stands in. */
type Regel = (felt: string, v: unknown, objekt: Record<string, unknown>) => void;

export function Felt(valg: Feltvalg, skema: ApiPropertyOptions, regel: Regel): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ ...skema, description: valg.tekst, required: valg.valgfri !== true, ...(valg.eksempel === undefined ? {} : { example: valg.eksempel }) } as ApiPropertyOptions),
    ...(valg.valgfri === true ? [IsOptional()] : []),
    (maal: object, felt: string | symbol) => {
      registerDecorator({ name: 'regel', target: maal.constructor, propertyName: felt as string, validator: {
        validate: (v: unknown, args?: ValidationArguments) => brud(regel, v, args!) === undefined,
        defaultMessage: (args?: ValidationArguments) => { const b = brud(regel, args!.value, args!)!; return regelbesked(b.kode, b.felter[0]!.besked); },
      } });
    });
}

function brud(regel: Regel, v: unknown, args: ValidationArguments): UgyldigtInput | undefined {
  try {
    if (v === undefined) throw new UgyldigtInput('FELT_MANGLER', args.property, 'Feltet mangler.');
    regel(args.property, v, args.object as Record<string, unknown>);
    return undefined;
  } catch (fejl) {
    if (fejl instanceof UgyldigtInput) return fejl;
    throw fejl;
  }
}

const afvis = (felt: string, kode: string, besked: string): never => { throw new UgyldigtInput(kode, felt, besked); };
/** A value that is not text is read as text that has no form, so that the kernel's own rule refuses it. */
const somTekst = (v: unknown): string => (typeof v === 'string' ? v : '');

export interface Tekstvalg extends Feltvalg { readonly maks: number; readonly form?: RegExp; readonly kode?: string; readonly besked?: string }

/** Text of 1 to `maks` characters without control characters; with `form` its kode when it has another. */
export const Tekst = (o: Tekstvalg): PropertyDecorator => Felt(o, { type: String, minLength: 1, maxLength: o.maks, ...(o.form === undefined ? {} : { pattern: o.form.source }) }, (felt, v) => {
  if (typeof v !== 'string') return afvis(felt, o.kode ?? 'TEKST_FORVENTET', o.besked ?? 'Feltet skal være tekst.');
  if (v.trim() === '') afvis(felt, 'FELT_MANGLER', 'Feltet er tomt.');
  if ([...v].length > o.maks) afvis(felt, 'TEKST_FOR_LANG', `Feltet må højst være ${o.maks} tegn.`);
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(v)) afvis(felt, 'TEGN_UGYLDIGT', 'Feltet indeholder styretegn.');
  if (o.form !== undefined && !o.form.test(v)) afvis(felt, o.kode ?? 'FORM_UGYLDIG', o.besked ?? 'Feltet har en forkert form.');
});

/** Kroner > 0 as text with exactly two decimals. */
export const Beloebfelt = (o: Feltvalg): PropertyDecorator => Felt(o, { type: String, pattern: '^\\d{1,13}\\.\\d{2}$' }, (felt, v) => { laesPositivtBeloeb(felt, somTekst(v)); });
/** A real day, ÅÅÅÅ-MM-DD. */
export const Datofelt = (o: Feltvalg): PropertyDecorator => Felt(o, { type: String, format: 'date' }, (felt, v) => { laesDato(felt, somTekst(v)); });
export const Kodefelt = (o: Feltvalg): PropertyDecorator => Tekst({ ...o, maks: 40, form: /^[A-ZÆØÅ0-9_-]+$/, kode: 'KODE_UGYLDIG', besked: 'Koden skal være store bogstaver, cifre, - og _, højst 40 tegn.' });
export const Idfelt = (o: Feltvalg): PropertyDecorator => Tekst({ ...o, maks: 18, form: ID_FORM, kode: 'ID_UGYLDIGT', besked: 'Id skal være 1-18 cifre.' });
export const Klefelt = (o: Feltvalg): PropertyDecorator => Tekst({ ...o, maks: 8, form: /^\d{2}\.\d{2}\.\d{2}$/, kode: 'KLE_FORMAT', besked: 'KLE-emnet skrives med tre grupper, for eksempel 28.06.02.' });
export const Uuidfelt = (o: Feltvalg): PropertyDecorator => Tekst({ ...o, maks: 36, form: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, kode: 'UUID_UGYLDIGT', besked: 'Feltet skal være et UUID.' });
export const Valgfelt = (vaerdier: readonly string[], o: Feltvalg): PropertyDecorator => Felt(o, { type: String, enum: [...vaerdier] }, (felt, v) => {
  if (!vaerdier.includes(somTekst(v))) afvis(felt, 'VAERDI_UKENDT', `Feltet skal være en af ${vaerdier.join(', ')}.`);
});
export const JaNejfelt = (o: Feltvalg): PropertyDecorator => Felt(o, { type: Boolean }, (felt, v) => { if (typeof v !== 'boolean') afvis(felt, 'JA_NEJ_FORVENTET', 'Feltet skal være true eller false.'); });
/** A whole number in a query, min to maks. */
export const Heltalfelt = (min: number, maks: number, o: Feltvalg): PropertyDecorator => Felt(o, { type: 'integer', minimum: min, maximum: maks }, (felt, v) => {
  if (!/^\d{1,9}$/.test(somTekst(v)) || Number(v) < min || Number(v) > maks) afvis(felt, 'TAL_UGYLDIGT', `Feltet skal være et helt tal fra ${min} til ${maks}.`);
});

/** A whole number in a body, min to maks. */
export const Heltal = (min: number, maks: number, o: Feltvalg): PropertyDecorator => Felt(o, { type: 'integer', minimum: min, maximum: maks }, (felt, v) => {
  if (typeof v !== 'number' || !Number.isInteger(v) || v < min || v > maks) afvis(felt, 'TAL_UGYLDIGT', `Feltet skal være et helt tal fra ${min} til ${maks}.`);
});

export const ID_FORM = /^[1-9]\d{0,17}$/;
export const IDENTARTER = ['CPR', 'ERSTATNINGSCPR', 'CVR'] as const;
export type Identart = (typeof IDENTARTER)[number];

/** The number as it is stored, checked by its art. @throws UgyldigtInput CPR_UGYLDIGT, ERSTATNINGSCPR_UGYLDIGT, CVR_UGYLDIGT */
export const laesIdent = (art: Identart, felt: string, v: string): string =>
  (art === 'CPR' ? laesCpr : art === 'ERSTATNINGSCPR' ? laesErstatningsCpr : laesCvr)(felt, v);

/** A number whose art stands in the same object's field `art`; never repeated in an answer. */
export const Identfelt = (o: Feltvalg): PropertyDecorator => Felt(o, { type: String }, (felt, v, objekt) => {
  const art = objekt['art'];
  if ((IDENTARTER as readonly unknown[]).includes(art)) laesIdent(art as Identart, felt, somTekst(v));
});

/** A nested object with rules of its own. */
export const Objektfelt = (klasse: () => Klasse, o: Feltvalg): PropertyDecorator => applyDecorators(
  Felt(o, { type: () => klasse() }, (felt, v) => { if (typeof v !== 'object' || Array.isArray(v)) afvis(felt, 'OBJEKT_FORVENTET', 'Feltet skal være et objekt.'); }),
  ValidateNested(), (maal: object, felt: string | symbol) => { noterIndlejret(maal, felt as string, klasse); });

/** min to maks nested objects. `raa`: the elements are checked one by one later, so that one of them does not refuse the rest. */
export const Listefelt = (klasse: () => Klasse, min: number, maks: number, o: Feltvalg, raa = false): PropertyDecorator => applyDecorators(
  Felt(o, { type: () => klasse(), isArray: true, minItems: min, maxItems: maks }, (felt, v) => {
    if (!Array.isArray(v)) return afvis(felt, 'LISTE_FORVENTET', 'Feltet skal være en liste.');
    if (v.length < min) afvis(felt, 'LISTE_FOR_KORT', `Listen skal have mindst ${min}.`);
    if (v.length > maks) afvis(felt, 'LISTE_FOR_LANG', `Listen må højst have ${maks}.`);
    if (!raa && v.some((e) => typeof e !== 'object' || e === null || Array.isArray(e))) afvis(felt, 'OBJEKT_FORVENTET', 'Listen skal bestå af objekter.');
  }),
  ...(raa ? [] : [ValidateNested({ each: true }), (maal: object, felt: string | symbol): void => { noterIndlejret(maal, felt as string, klasse); }]));
