import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { Klasse } from './validering.js';

/** One decorator per field of an answer: what it is and an example. The OpenAPI is made from these; a test holds answers up to it. */
interface Valg {
  readonly null?: boolean;
  /** Present only in some answers. */
  readonly valgfri?: boolean;
}

const felt = (skema: Record<string, unknown>, beskrivelse: string, eksempel: unknown, valg: Valg): PropertyDecorator =>
  ApiProperty({ ...skema, description: beskrivelse, required: valg.valgfri !== true, ...(eksempel === undefined ? {} : { example: eksempel }), ...(valg.null === true ? { nullable: true } : {}) } as ApiPropertyOptions);

export const UdTekst = (beskrivelse: string, eksempel: string, valg: Valg = {}): PropertyDecorator => felt({ type: String }, beskrivelse, eksempel, valg);
export const UdValg = (vaerdier: readonly string[], beskrivelse: string, valg: Valg = {}): PropertyDecorator => felt({ type: String, enum: [...vaerdier] }, beskrivelse, vaerdier[0], valg);
export const UdId = (beskrivelse: string, eksempel = '1001', valg: Valg = {}): PropertyDecorator => felt({ type: String, pattern: '^\\d+$' }, beskrivelse, eksempel, valg);
/** Kroner as text with two decimals: the only form in which an amount leaves the house. */
export const UdBeloeb = (beskrivelse: string, eksempel = '1200.00', valg: Valg = {}): PropertyDecorator => felt({ type: String, pattern: '^-?\\d+\\.\\d{2}$' }, `${beskrivelse}, kroner`, eksempel, valg);
export const UdDato = (beskrivelse: string, eksempel = '2026-03-31', valg: Valg = {}): PropertyDecorator => felt({ type: String, format: 'date' }, beskrivelse, eksempel, valg);
export const UdTid = (beskrivelse: string, eksempel = '2026-03-31T08:15:00.000Z', valg: Valg = {}): PropertyDecorator => felt({ type: String, format: 'date-time' }, beskrivelse, eksempel, valg);
export const UdTal = (beskrivelse: string, eksempel = 1, valg: Valg = {}): PropertyDecorator => felt({ type: 'integer' }, beskrivelse, eksempel, valg);
/** A measure that is not money, such as items a second. */
export const UdMaal = (beskrivelse: string, eksempel: number, valg: Valg = {}): PropertyDecorator => felt({ type: Number }, beskrivelse, eksempel, valg);
export const UdJaNej = (beskrivelse: string, eksempel = true): PropertyDecorator => felt({ type: Boolean }, beskrivelse, eksempel, {});
export const UdObjekt = (klasse: () => Klasse, beskrivelse: string, valg: Valg = {}): PropertyDecorator => felt({ type: () => klasse() }, beskrivelse, undefined, valg);
export const UdListe = (klasse: () => Klasse, beskrivelse: string): PropertyDecorator => felt({ type: () => klasse(), isArray: true }, beskrivelse, undefined, {});
export const UdTekster = (beskrivelse: string, eksempel: readonly string[]): PropertyDecorator => felt({ type: String, isArray: true }, beskrivelse, eksempel, {});
/** A value of any shape, as it was stored. */
export const UdFrit = (beskrivelse: string, eksempel: unknown): PropertyDecorator => felt({ type: Object, additionalProperties: true }, beskrivelse, eksempel, {});
