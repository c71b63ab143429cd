import type { Kravlaeser } from '#app/kravfil';
import { laesDto } from '../felles/validering.js';
import { iApinavne, kravFraDto } from './fradto.js';
import { OpretKravDto } from './krav.dto.js';

/** A claim of a file is read as the body of POST /v1/krav is: the same checks, koder and words, whichever process works on the file. */
export const KRAVPOST: Kravlaeser = { laes: (krav, fagsystem) => kravFraDto(laesDto(OpretKravDto, krav), fagsystem), felter: iApinavne };
