import { ConfigFejl, laesConfig } from '#app/platform';
import { PortOptaget, startApi } from './api.js';

/** Reads the environment, starts, and stops when asked to. */
try {
  const app = await startApi(laesConfig(process.env));
  let stopper = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopper) return;
      stopper = true;
      void app.close().finally(() => process.exit(0));
    });
  }
} catch (fejl) {
  const kendt = fejl instanceof PortOptaget || fejl instanceof ConfigFejl;
  process.stderr.write(`${kendt ? fejl.message : fejl instanceof Error ? (fejl.stack ?? fejl.message) : String(fejl)}\n`);
  process.exit(1);
}
