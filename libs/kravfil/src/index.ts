export * from './kravfil.fejl.js';
export * from './kravfil.module.js';
export * from './kravfil.service.js';
export * from './kravfillaesning.service.js';
export { FILMAAL, MAKS_LINJER, MAKS_MB, type Filmaal } from './modtagelse.js';
export * from './modtagelse.service.js';
export { KOLONNENAVNE, KRAEVEDE_KOLONNER } from './regneark.rules.js';
export type { Linjeudfald } from './resultat.js';
export type { Linjefejl } from './typer.js';
