import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { paastaa } from '#app/kernel';

const VERSION = 1;

/** AES-256-GCM: version byte, 12 bytes nonce, 16 bytes tag, ciphertext. */
function laas(noegle: Buffer, klar: Buffer): Buffer {
  const nonce = randomBytes(12);
  const c = createCipheriv('aes-256-gcm', noegle, nonce);
  const krop = Buffer.concat([c.update(klar), c.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, c.getAuthTag(), krop]);
}

function laasOp(noegle: Buffer, laast: Buffer): Buffer {
  paastaa(laast[0] === VERSION, 'KRYPTERING_UKENDT_VERSION');
  const d = createDecipheriv('aes-256-gcm', noegle, laast.subarray(1, 13));
  d.setAuthTag(laast.subarray(13, 29));
  return Buffer.concat([d.update(laast.subarray(29)), d.final()]);
}

/** A kommune's keys: encrypts fields and raw messages, and makes look-up values that cannot be read back (design D12). */
export class Noegler {
  private readonly felt: Buffer;
  private readonly hmac: Buffer;
  constructor(datanoegle: Buffer) {
    this.felt = afled(datanoegle, 'felt');
    this.hmac = afled(datanoegle, 'opslag');
  }
  krypter(klar: string | Buffer): Buffer { return laas(this.felt, typeof klar === 'string' ? Buffer.from(klar, 'utf8') : klar); }
  dekrypter(laast: Buffer): Buffer { return laasOp(this.felt, laast); }
  dekrypterTekst(laast: Buffer): string { return this.dekrypter(laast).toString('utf8'); }
  /** A column that may be empty. */
  klartekst(laast: Buffer | null): string | null { return laast === null ? null : this.dekrypterTekst(laast); }
  /** HMAC-SHA256 of art and value: equal values of one art meet, nothing else can be told from it. */
  opslag(art: string, vaerdi: string): Buffer { return createHmac('sha256', this.hmac).update(`${art}\0${vaerdi}`).digest(); }
}

/** A new data key for a kommune, wrapped by the master key. */
export function nyPakketNoegle(hovednoegle: Buffer): Buffer { return laas(afled(hovednoegle, 'pakning'), randomBytes(32)); }

/** Unwraps a kommune's data key. @throws when the master key is another than the one that wrapped it */
export function pakNoegleUd(hovednoegle: Buffer, pakket: Buffer): Noegler { return new Noegler(laasOp(afled(hovednoegle, 'pakning'), pakket)); }

export function sha256(data: Buffer | string): Buffer { return createHash('sha256').update(data).digest(); }

function afled(noegle: Buffer, formaal: string): Buffer {
  return Buffer.from(hkdfSync('sha256', noegle, Buffer.alloc(0), `debitor:${formaal}`, 32));
}
