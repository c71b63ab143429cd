import type { Server } from './anmodning.js';

export interface Rute { readonly metode: string; readonly moenster: string }

/** Every route of the server, as Fastify itself registered it. */
export class Ruter {
  readonly alle: Rute[] = [];
  private readonly udtryk: { readonly metode: string; readonly form: RegExp }[] = [];

  constructor(server: Server) {
    server.addHook('onRoute', (r) => {
      for (const metode of [r.method].flat()) this.tilfoej({ metode, moenster: r.url });
    });
  }

  /** Methods that the path answers to; none when no route has it. */
  metoder(sti: string): string[] {
    return [...new Set(this.udtryk.filter((u) => u.form.test(sti)).map((u) => u.metode))].sort();
  }

  private tilfoej(r: Rute): void {
    this.alle.push(r);
    const form = r.moenster.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+');
    this.udtryk.push({ metode: r.metode, form: new RegExp(`^${form}$`) });
  }
}
