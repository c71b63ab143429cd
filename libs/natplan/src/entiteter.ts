import { AFSKRIVNINGENS_ENTITETER } from '#app/afskrivning';
import { BOGHOLDERIETS_ENTITETER } from '#app/bogholderi';
import { GODKENDELSENS_ENTITETER } from '#app/godkendelse';
import { KRAVETS_ENTITETER } from '#app/krav';
import { REGULERINGENS_ENTITETER } from '#app/regulering';
import { STAMDATAS_ENTITETER } from '#app/stamdata';

/** Every entity of the house: what the apps open the database with. */
export const ENTITETER = [...STAMDATAS_ENTITETER, ...BOGHOLDERIETS_ENTITETER, ...KRAVETS_ENTITETER, ...REGULERINGENS_ENTITETER, ...GODKENDELSENS_ENTITETER, ...AFSKRIVNINGENS_ENTITETER];
