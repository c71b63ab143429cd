import { laesConfig, nyLog } from '#app/platform';
import { startWorker } from './worker.js';

const config = laesConfig(process.env);
const log = nyLog(config.LOG_NIVEAU, 'worker');
const worker = await startWorker(config, log);
log.info({ samtidigeDele: config.SAMTIDIGE_DELE }, 'worker kører');

let stopper = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopper) return;
    stopper = true;
    void worker.stop().finally(() => process.exit(0));
  });
}
