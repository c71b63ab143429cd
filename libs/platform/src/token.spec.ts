import { nyUdviklingsnoegle, Tokenkontrol, udstedToken, verificerToken } from './token.js';

const NU = new Date('2026-03-31T10:00:00Z');
const senere = (minutter: number): Date => new Date(NU.getTime() + minutter * 60000);
const oenske = { bruger: 'ane', kommune: '751', rettigheder: ['krav:laes'], levetidTimer: 1 };

it('says what it was issued with, and no more', async () => {
  const noegle = await nyUdviklingsnoegle();
  const a = await verificerToken(noegle, await udstedToken(noegle, { ...oenske, fagsystem: 'NEXUS' }, NU), NU);
  expect(a).toEqual({ bruger: 'ane', kommune: '751', rettigheder: new Set(['krav:laes']), fagsystem: 'NEXUS' });
  expect((await verificerToken(noegle, await udstedToken(noegle, oenske, NU), NU)).fagsystem).toBeUndefined();
});

it('a remembered token ends when it expires', async () => {
  const noegle = await nyUdviklingsnoegle();
  const kontrol = new Tokenkontrol(noegle);
  const token = await udstedToken(noegle, oenske, NU);
  const foerste = await kontrol.verificer(token, NU);
  expect(await kontrol.verificer(token, senere(59))).toBe(foerste);
  await expect(kontrol.verificer(token, senere(61))).rejects.toMatchObject({ kode: 'IKKE_LOGGET_IND', status: 401 });
});

it('remembers good tokens only, and a bounded number of them', async () => {
  const noegle = await nyUdviklingsnoegle();
  const kontrol = new Tokenkontrol(noegle, 2);
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((bruger) => udstedToken(noegle, { ...oenske, bruger }, NU)));
  const laest = await kontrol.verificer(a!, NU);
  await kontrol.verificer(b!, NU);
  expect(await kontrol.verificer(a!, NU)).toBe(laest);
  await kontrol.verificer(c!, NU); // b, unused for longest, goes
  expect(await kontrol.verificer(a!, NU)).toBe(laest);
  await expect(kontrol.verificer(`${a!}x`, NU)).rejects.toMatchObject({ kode: 'IKKE_LOGGET_IND' });
});

it('without a key nobody comes in', async () => {
  await expect(new Tokenkontrol(undefined).verificer('x.y.z', NU)).rejects.toMatchObject({ kode: 'IKKE_LOGGET_IND' });
});

it('the checker holds the public part only: what it knows cannot sign', async () => {
  const noegle = await nyUdviklingsnoegle();
  const { d: _, ...offentlig } = JSON.parse(noegle) as Record<string, string>;
  const token = await udstedToken(noegle, oenske, NU);
  expect((await verificerToken(JSON.stringify(offentlig), token, NU)).bruger).toBe('ane');
  await expect(udstedToken(JSON.stringify(offentlig), oenske, NU)).rejects.toThrow();
});
