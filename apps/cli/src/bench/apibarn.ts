import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { laesConfig } from '#app/platform';
import { startApi } from '../../../api/src/api.js';
import { betjen } from './ipc.js';

/** The API in a process of its own, as `npm start` runs it, on a free port. */
export type Apiopgave = { readonly art: 'aabn'; readonly miljoe: Record<string, string> } | { readonly art: 'luk' };

let app: INestApplication | undefined;

/** @returns the port */
async function aabn(miljoe: Record<string, string>): Promise<number> {
  app = await startApi(laesConfig({ ...miljoe, PORT: '0' }));
  return (app.getHttpServer() as { address(): AddressInfo }).address().port;
}

betjen<Apiopgave>((o) => (o.art === 'aabn' ? aabn(o.miljoe) : app!.close()));
