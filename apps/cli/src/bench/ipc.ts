import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One question to a child process and its answer. */
interface Spoergsmaal { readonly nr: number; readonly opgave: unknown }
interface Svar { readonly nr: number; readonly svar?: unknown; readonly fejl?: string; readonly rssMB: number }

/** A program of the benchmark's in a process of its own, with node's default heap. */
export class Barn<O> {
  private readonly venter = new Map<number, { ok: (v: unknown) => void; nej: (f: Error) => void }>();
  private naeste = 0;
  /** Largest resident memory so far, as of its latest answer; MB. */
  peakRssMB = 0;
  private constructor(private readonly proces: ChildProcess) {
    proces.on('message', (s: Svar) => this.modtag(s));
    proces.on('exit', (kode) => { for (const v of this.venter.values()) v.nej(new Error(`En arbejderproces standsede (kode ${kode}).`)); });
  }

  /** @param modul file beside this one, without ending */
  static start<O>(modul: string, miljoe: Record<string, string> = {}): Barn<O> {
    return new Barn<O>(fork(fileURLToPath(new URL(`./${modul}.js`, import.meta.url)), { env: { ...process.env, ...miljoe }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
  }

  spoerg<T = void>(opgave: O): Promise<T> {
    return new Promise<T>((ok, nej) => {
      this.venter.set(++this.naeste, { ok: ok as (v: unknown) => void, nej });
      this.proces.send({ nr: this.naeste, opgave } satisfies Spoergsmaal);
    });
  }

  async stop(): Promise<void> {
    if (this.proces.exitCode !== null || this.proces.signalCode !== null) return;
    await new Promise<void>((ok) => { this.proces.once('exit', () => ok()); this.proces.disconnect(); });
  }

  private modtag(s: Svar): void {
    this.peakRssMB = s.rssMB;
    const v = this.venter.get(s.nr)!;
    this.venter.delete(s.nr);
    if (s.fejl === undefined) v.ok(s.svar);
    else v.nej(new Error(s.fejl));
  }
}

/** The child's side: does what it is asked, until its parent is gone. */
export function betjen<O>(udfoer: (o: O) => Promise<unknown>): void {
  process.on('message', ({ nr, opgave }: Spoergsmaal) => {
    const rssMB = (): number => process.resourceUsage().maxRSS / 1024;
    const svar = (s: Svar): void => { if (process.connected) process.send!(s, undefined, undefined, () => undefined); };
    void udfoer(opgave as O).then(
      (v) => svar({ nr, svar: v, rssMB: rssMB() }),
      (f: unknown) => svar({ nr, fejl: f instanceof Error ? (f.stack ?? f.message) : String(f), rssMB: rssMB() }));
  });
  process.on('disconnect', () => process.exit(0));
}
