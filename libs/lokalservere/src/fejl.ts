/** Why a local server could not be started. Stable: callers and tests branch on it. */
export type LokalserverKode =
  | 'LAASET' | 'PLATFORM_UDEN_POSTGRES' | 'POSTGRES_KAN_IKKE_KOERE' | 'POSTGRES_STARTER_IKKE' | 'POSTGRES_SVARER_IKKE'
  | 'POSTGRES_FOR_GAMMEL' | 'REDIS_MANGLER' | 'REDIS_STARTER_IKKE' | 'REDIS_SVARER_IKKE' | 'MAPPE_UTILGAENGELIG';

/** A local server cannot be had. The message is Danish, for the person at the terminal, and says what to do. */
export class LokalserverFejl extends Error {
  override readonly name = 'LokalserverFejl';
  constructor(readonly kode: LokalserverKode, besked: string) {
    super(besked);
  }
}
