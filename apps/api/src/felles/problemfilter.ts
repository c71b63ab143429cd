import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ForretningsFejl, maskerCpr, type Feltfejl } from '#app/kernel';
import { Kvitteringsfejl, type Kvittering } from '#app/natplan';
import { fejlTilLog, oversaetDatabasefejl, type Logger } from '#app/platform';
import { sti, type Anmodning, type Svar } from './anmodning.js';
import { ForespoergselUgyldig, KropForStor, MedietypeUkendt, MetodeUkendt, StiUkendt } from './apifejl.js';
import type { Ruter } from './ruter.js';
import { toem } from './toem.js';

/** RFC 9457, with our `kode` to branch on. */
export interface Problem {
  readonly type: string; readonly title: string; readonly status: number; readonly kode: string;
  readonly detail?: string; readonly instance: string; readonly korrelationsId: string; readonly felter: readonly Feltfejl[];
  /** What the change would do: to be seen and confirmed first. */
  readonly kvittering?: Kvittering;
}

/** The one place where an error becomes an answer. */
@Catch()
export class Problemfilter implements ExceptionFilter {
  constructor(private readonly log: Logger, private readonly ruter: Ruter) {}

  catch(fejl: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.svar(fejl, http.getRequest<Anmodning>(), http.getResponse<Svar>());
  }

  svar(fejl: unknown, a: Anmodning, svar: Svar): void {
    const kendt = this.oversaet(fejl, a);
    const problem = problemAf(kendt, a);
    if (kendt === undefined) this.log.error({ korrelationsId: a.id, metode: a.method, sti: sti(a.url), fejl: fejlTilLog(fejl) }, 'uventet fejl');
    if (svar.sent) return;
    if (kendt instanceof MetodeUkendt) svar.header('allow', kendt.tilladte.join(', '));
    if (problem.status === 503) svar.header('retry-after', '5');
    if (problem.status === 401) svar.header('www-authenticate', 'Bearer');
    svar.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8');
    toem(a, () => { svar.send(JSON.stringify(problem)); });
  }

  private oversaet(fejl: unknown, a: Anmodning): ForretningsFejl | undefined {
    if (fejl instanceof ForretningsFejl) return fejl;
    if (fejl instanceof HttpException) return this.httpfejl(fejl.getStatus(), a);
    const oversat = oversaetDatabasefejl(fejl);
    return oversat instanceof ForretningsFejl ? oversat : undefined;
  }

  /** The HTTP layer's own refusals; a status of 500 and above is a bug. */
  private httpfejl(status: number, a: Anmodning): ForretningsFejl | undefined {
    if (status === 404) {
      const tilladte = this.ruter.metoder(sti(a.url));
      return tilladte.length > 0 ? new MetodeUkendt(tilladte) : new StiUkendt();
    }
    if (status === 413) return new KropForStor();
    if (status === 415) return new MedietypeUkendt();
    return status < 500 ? new ForespoergselUgyldig(status) : undefined;
  }
}

function problemAf(f: ForretningsFejl | undefined, a: Pick<Anmodning, 'url' | 'id'>): Problem {
  const faelles = { instance: maskerCpr(sti(a.url)), korrelationsId: a.id };
  if (f === undefined) return { type: 'urn:debitor:fejl:UVENTET_FEJL', title: 'Uventet fejl', status: 500, kode: 'UVENTET_FEJL', ...faelles, felter: [] };
  return { type: `urn:debitor:fejl:${f.kode}`, title: f.titel, status: f.status, kode: f.kode, detail: f.message, ...faelles, felter: f.felter.map(({ felt, kode, besked }) => ({ felt, kode, besked })), ...(f instanceof Kvitteringsfejl ? { kvittering: f.kvittering } : {}) };
}
