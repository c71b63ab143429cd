export { AfskrivningModule } from './afskrivning.module.js';
export type { Afskrivningsaarsag, Afskrivningsbeslutning, Afskrivningsgrund } from './afskrivning.rules.js';
export { AfskrivningService } from './afskrivning.service.js';
export type { Afskrivningsforklaring } from './forklar.js';
export { AFSKRIVNINGENS_KONTROLLER } from './kontrol.js';
