import type { PipeTransform } from '@nestjs/common';
import { laesDato, UgyldigtInput, type Lokaldato } from '#app/kernel';
import { ID_FORM } from './felter.js';

/** An id in the path. @throws UgyldigtInput ID_UGYLDIGT */
export class Id implements PipeTransform<string, string> {
  transform(v: string): string {
    if (!ID_FORM.test(v)) throw new UgyldigtInput('ID_UGYLDIGT', 'id', 'Id skal være 1-18 cifre.');
    return v;
  }
}

/** A date in the path. @throws UgyldigtInput DATO_UGYLDIG */
export class Dag implements PipeTransform<string, Lokaldato> {
  transform(v: string, { data }: { data?: string | undefined }): Lokaldato { return laesDato(data ?? 'dato', v); }
}
