import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { IkkeLoggetInd } from './fejl.js';

/** The built-in issuer: development and tests only; a kommune's own OIDC issuer comes later (design §4). */
export const UDVIKLINGSUDSTEDER = 'debitor-udvikling';
const ALGORITME = 'ES256';
const GEMTE_TOKENS = 2000;

/** What a token says: who, in which kommune, with which rights; `fagsystem` when it belongs to a fagsystem. */
export interface Adgang {
  readonly bruger: string;
  readonly kommune: string;
  readonly rettigheder: ReadonlySet<string>;
  readonly fagsystem?: string | undefined;
}

export interface Tokenoenske {
  readonly bruger: string;
  readonly kommune: string;
  readonly rettigheder: readonly string[];
  readonly fagsystem?: string | undefined;
  /** Hours the token lives, > 0. */
  readonly levetidTimer: number;
}

/** A new signing key for the development issuer: a private JWK (ES256, P-256) as JSON text. */
export async function nyUdviklingsnoegle(): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITME, { extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), alg: ALGORITME });
}

/** A signed token. `nu` is the instant it is issued. */
export async function udstedToken(noegle: string, t: Tokenoenske, nu: Date): Promise<string> {
  const sekund = Math.floor(nu.getTime() / 1000);
  return new SignJWT({ kommune: t.kommune, rettigheder: [...t.rettigheder], ...(t.fagsystem === undefined ? {} : { fagsystem: t.fagsystem }) })
    .setProtectedHeader({ alg: ALGORITME })
    .setIssuer(UDVIKLINGSUDSTEDER).setSubject(t.bruger).setIssuedAt(sekund).setExpirationTime(sekund + Math.round(t.levetidTimer * 3600))
    .sign(await importJWK(jwk(noegle), ALGORITME));
}

/** Checks signature, issuer, times and claims with the public part of `noegle`. @throws IkkeLoggetInd */
export async function verificerToken(noegle: string, token: string, nu: Date): Promise<Adgang> {
  return (await new Tokenkontrol(noegle).laes(token, nu)).adgang;
}

interface Laest { readonly adgang: Adgang; readonly udloeberMs: number }

/**
 * Verifies tokens and remembers those that held, until they expire: one signature check per token, not per request. Only
 * good tokens are kept, at most 2,000, the one unused for longest goes first. Without a key every token is refused.
 */
export class Tokenkontrol {
  private readonly gemte = new Map<string, Laest>();
  private noegle: Promise<CryptoKey | Uint8Array> | undefined;
  constructor(private readonly jwkTekst: string | undefined, private readonly hoejst = GEMTE_TOKENS) {}

  /** @throws IkkeLoggetInd */
  async verificer(token: string, nu: Date): Promise<Adgang> {
    const gemt = this.gemte.get(token);
    if (gemt !== undefined && gemt.udloeberMs > nu.getTime()) {
      this.gemte.delete(token);
      this.gemte.set(token, gemt); // a Map keeps its order of insertion: the newest used stands last
      return gemt.adgang;
    }
    const laest = await this.laes(token, nu);
    this.gemte.set(token, laest);
    if (this.gemte.size > this.hoejst) this.gemte.delete(this.gemte.keys().next().value!);
    return laest.adgang;
  }

  /** Verifies without remembering. @throws IkkeLoggetInd */
  async laes(token: string, nu: Date): Promise<Laest> {
    if (this.jwkTekst === undefined) throw new IkkeLoggetInd('Der er ingen udsteder af adgang i denne installation.');
    this.noegle ??= importJWK(offentlig(jwk(this.jwkTekst)), ALGORITME);
    const noegle = await this.noegle;
    const { payload } = await jwtVerify(token, noegle, { issuer: UDVIKLINGSUDSTEDER, algorithms: [ALGORITME], currentDate: nu, requiredClaims: ['exp', 'sub'] })
      .catch(() => { throw new IkkeLoggetInd('Adgangen er ikke gyldig eller er udløbet.'); });
    const adgang = adgangAf(payload);
    if (adgang === undefined) throw new IkkeLoggetInd('Adgangen mangler oplysninger om bruger, kommune eller rettigheder.');
    return { adgang, udloeberMs: payload.exp! * 1000 };
  }
}

function adgangAf(p: Record<string, unknown>): Adgang | undefined {
  const { sub, kommune, rettigheder, fagsystem } = p;
  if (!erNavn(sub) || !erNavn(kommune) || !Array.isArray(rettigheder) || !rettigheder.every((r) => typeof r === 'string')) return undefined;
  if (fagsystem !== undefined && !erNavn(fagsystem)) return undefined;
  return { bruger: sub, kommune, rettigheder: new Set(rettigheder), fagsystem };
}

const erNavn = (v: unknown): v is string => typeof v === 'string' && v.length > 0 && v.length <= 200;

const jwk = (tekst: string): JWK => JSON.parse(tekst) as JWK;

/** The public part: what verifies must not be able to sign. */
const offentlig = ({ kty, crv, x, y }: JWK): JWK => ({ kty, crv, x, y, alg: ALGORITME }) as JWK;
