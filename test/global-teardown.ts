import type { Testservere } from './global-setup.js';

/** Stops what global-setup.ts started, and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as { testservere?: Testservere }).testservere?.stop();
}
