import type { PipeTransform } from '@nestjs/common';
import { UgyldigtInput } from '#app/kernel';
import { HELE_BOGEN } from '#app/natplan';
import { ID_FORM } from '../felles/felter.js';

/** A debtor's id in the path, or 0 for a step that works on the whole book. @throws UgyldigtInput ID_UGYLDIGT */
export class DebitorEllerBog implements PipeTransform<string, string> {
  transform(v: string): string {
    if (v !== HELE_BOGEN && !ID_FORM.test(v)) throw new UgyldigtInput('ID_UGYLDIGT', 'forretningspartnerId', 'Debitor skal være 1-18 cifre, eller 0 for hele bogen.');
    return v;
  }
}
