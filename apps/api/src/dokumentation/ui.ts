import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Server, Svar } from '../felles/anmodning.js';

/** Paths of the documentation: open to all, since they hold the API's shape and nothing else. */
export const DOKUMENTATIONSSTIER = ['/docs', '/docs-json', '/docs/start.js', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js', '/docs/favicon-32x32.png'] as const;

const SIDE = `<!doctype html>
<html lang="da"><head><meta charset="utf-8"><title>Debitor – API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css"><link rel="icon" href="/docs/favicon-32x32.png">
</head><body><div id="docs"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`;
const START = `SwaggerUIBundle({ url: '/docs-json', dom_id: '#docs', deepLinking: true, validatorUrl: null });`;
const CSP = `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:`;
const TYPER: Record<string, string> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', png: 'image/png' };

/** Swagger UI at /docs and the document at /docs-json. The files come from the package that @nestjs/swagger itself uses. */
export function dokumentation(server: Server, dokument: () => unknown): void {
  let tekst: string | undefined;
  const send = (sti: string, type: string, krop: () => string | Buffer): void => {
    server.get(sti, (_a, svar: Svar) => { svar.header('content-type', type).header('content-security-policy', CSP).header('cache-control', 'no-cache').send(krop()); });
  };
  send('/docs', 'text/html; charset=utf-8', () => SIDE);
  send('/docs/start.js', TYPER['js']!, () => START);
  send('/docs-json', 'application/json; charset=utf-8', () => (tekst ??= JSON.stringify(dokument())));
  for (const fil of ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']) {
    let indhold: Buffer | undefined;
    send(`/docs/${fil}`, TYPER[fil.split('.').at(-1)!]!, () => (indhold ??= readFileSync(join(uimappe(), fil))));
  }
}

function uimappe(): string {
  const swagger = createRequire(import.meta.url).resolve('@nestjs/swagger');
  return (createRequire(swagger)('swagger-ui-dist/absolute-path.js') as () => string)();
}
