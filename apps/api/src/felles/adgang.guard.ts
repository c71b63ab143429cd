import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Config, IdempotensMangler, IkkeLoggetInd, RetMangler, sha256, type Adgang, type Hvem } from '#app/platform';
import type { Anmodning } from './anmodning.js';
import { KunEgneKrav } from './apifejl.js';
import { kravTil, type Krav } from './ret.js';

const NOEGLE_FORM = /^[\x21-\x7e]{8,100}$/;
const LAESEMETODER = new Set(['GET', 'HEAD']);

/** Lets a request in when its token carries the right the handler names; refuses a handler that names none. */
@Injectable()
export class Adgangsvagt implements CanActivate {
  private readonly kendte = new WeakMap<object, Krav>();
  constructor(@Inject(Config) private readonly config: Config) {}

  canActivate(ctx: ExecutionContext): boolean {
    const a = ctx.switchToHttp().getRequest<Anmodning>();
    const krav = this.krav(ctx.getHandler());
    if (krav.ret === undefined) throw new RetMangler('(endepunktet nævner ingen)');
    if (krav.ret === 'drift:laes' && this.config.DRIFT_AABEN === 'ja') return true;
    if (a.adgang === undefined) throw a.adgangsfejl ?? new IkkeLoggetInd();
    if (!a.adgang.rettigheder.has(krav.ret)) throw new RetMangler(krav.ret);
    if (krav.kunMyndighed && a.adgang.fagsystem !== undefined) throw new KunEgneKrav();
    a.hvem = hvemAf(a, a.adgang, !krav.laesende && !LAESEMETODER.has(a.method));
    return true;
  }

  private krav(handler: object): Krav {
    let k = this.kendte.get(handler);
    if (k === undefined) this.kendte.set(handler, (k = kravTil(handler)));
    return k;
  }
}

function hvemAf(a: Anmodning, adgang: Adgang, aendrer: boolean): Hvem {
  return {
    kommuneId: adgang.kommune, bruger: adgang.bruger, korrelationsId: a.id, rettigheder: adgang.rettigheder,
    ...(adgang.fagsystem === undefined ? {} : { fagsystem: adgang.fagsystem }),
    ...(aendrer ? { idempotens: idempotens(a, adgang) } : {}),
  };
}

/** The key with a fingerprint of the whole request: the same key with anything else is a conflict. @throws IdempotensMangler */
function idempotens(a: Anmodning, adgang: Adgang): NonNullable<Hvem['idempotens']> {
  const noegle = a.headers['idempotency-key'];
  if (typeof noegle !== 'string' || !NOEGLE_FORM.test(noegle)) throw new IdempotensMangler();
  const hoved = Buffer.from(`${a.method}\0${a.url}\0${adgang.fagsystem ?? ''}\0`);
  return { noegle, aftryk: sha256(a.raa === undefined ? hoved : Buffer.concat([hoved, a.raa])) };
}
