import { GodkendelseService } from '#app/godkendelse';
import { NatService, ProeveService } from '#app/natplan';
import { enKravkrop } from '../../../test/kravkrop.js';
import { nyTestapi, skemakald, type Testapi } from '../../../test/testapi.js';
import { KOMMUNE } from '../../../test/testdb.js';
import { dato } from '#app/kernel';

let a: Testapi;
let kald: Awaited<ReturnType<typeof skemakald>>['kald'];
beforeAll(async () => {
  a = await nyTestapi({ DEBITOR_DATO: '2026-03-20' });
  ({ kald } = await skemakald(a));
  await kald('POST', '/v1/krav', { krop: enKravkrop() });
  await a.app.get(NatService).koerNat({ kommuneId: KOMMUNE, bruger: 'nat', forretningsdato: dato('2026-03-20') }, dato('2026-03-20'));
});
afterAll(() => a?.stop());

it('a night is listed and read with its steps; an unknown one is not found; a fagsystem sees none', async () => {
  const liste = (await kald('GET', '/v1/koersler')).krop;
  expect(liste.poster[0]).toMatchObject({ art: 'NAT', forretningsdato: '2026-03-20', status: 'AFSLUTTET' });
  const { id } = liste.poster[0];
  const en = (await kald('GET', `/v1/koersler/${id}`)).krop;
  expect(en.trin.map((t: { art: string }) => t.art)).toContain('renter');
  expect((await kald('GET', `/v1/koersler/${id}/fejl`)).krop).toEqual({ poster: [], naeste: null });
  expect(await kald('GET', '/v1/koersler/999')).toMatchObject({ status: 404, krop: { kode: 'IKKE_FUNDET' } });
  expect(await kald('GET', '/v1/koersler', { token: await a.token({ fagsystem: 'NEXUS' }) })).toMatchObject({ status: 403 });
});

it('its progress comes as server-sent events, to the end', async () => {
  const { id } = (await kald('GET', '/v1/koersler')).krop.poster[0];
  const url = await a.app.listen(0, '127.0.0.1').then(() => a.app.getUrl()); // events need a real connection
  const headers = { authorization: `Bearer ${await a.token()}` };
  const s = await fetch(`${url}/v1/koersler/${id}/fremdrift`, { headers });
  expect(s.headers.get('content-type')).toMatch(/text\/event-stream/);
  expect(JSON.parse(/data: (.*)/.exec(await s.text())![1]!)).toMatchObject({ id, status: 'AFSLUTTET' });
  const ukendt = await fetch(`${url}/v1/koersler/999/fremdrift`, { headers });
  expect([ukendt.status, await ukendt.json()]).toEqual([404, expect.objectContaining({ kode: 'IKKE_FUNDET' })]);
});

describe('a rehearsal over the API, approved, and the night that follows', () => {
  const vent = async (id: string): Promise<void> => { await a.app.get(ProeveService).koer({ kommuneId: KOMMUNE, bruger: 'worker' }, id); };
  const natHvem = { kommuneId: KOMMUNE, bruger: 'nat', forretningsdato: dato('2026-03-21') };
  let proeve: string;

  it('is begun, watched, read in figures, line by line, as a sheet and as a page', async () => {
    for (const nummer of ['0101801235', '0101801236']) await kald('POST', '/v1/krav', { krop: enKravkrop({ debitor: { art: 'CPR', nummer }, aftaleindhold: nummer, faktureret: true }) });
    const begyndt = await kald('POST', '/v1/koersler', { krop: { art: 'PROEVE', dato: '2026-03-21' } });
    expect(begyndt).toMatchObject({ status: 202, krop: { art: 'PROEVE', status: 'I_GANG', forretningsdato: '2026-03-21' } });
    proeve = begyndt.krop.id as string;
    await vent(proeve);
    expect((await kald('GET', `/v1/koersler/${proeve}`)).krop).toMatchObject({ status: 'AFSLUTTET', fejl: 0, rettet: 0, proeve: null, forventetSlut: null });
    const rapport = (await kald('GET', `/v1/koersler/${proeve}/rapport`)).krop;
    expect(rapport).toMatchObject({ datoer: ['2026-03-21'], fejl: 0, udenfor: expect.arrayContaining(['Numre på bilag og regninger']) as unknown });
    const alle = (await kald('GET', `/v1/koersler/${proeve}/forskelle`)).krop.poster as { trin: string; kravId: string | null }[];
    expect(alle).toHaveLength(rapport.linjer as number);
    expect(alle.length).toBeGreaterThan(0);
    const foerste = await kald('GET', `/v1/koersler/${proeve}/forskelle?antal=1`);
    const naeste = foerste.krop.naeste as string | null;
    expect([foerste.krop.poster[0], naeste !== null]).toEqual([alle[0], alle.length > 1]);
    expect((await kald('GET', `/v1/koersler/${proeve}/forskelle?trin=findesikke`)).krop.poster).toEqual([]);
    const csv = await a.kald('GET', `/v1/koersler/${proeve}/forskelle.csv`);
    expect([csv.status, csv.headers['content-type'], csv.tekst.split('\r\n')[0], csv.tekst.split('\r\n').length]).toEqual([200, 'text/csv; charset=utf-8', '\uFEFFdato;trin;forretningspartnerId;kravId;hovedkravId;kravart;periodeFra;art;virkningsdato;beloeb;antal', alle.length + 2]);
    const side = await a.kald('GET', `/v1/koersler/${proeve}/rapport.html`);
    expect([side.status, side.headers['content-type'], side.headers['content-security-policy']]).toEqual([200, 'text/html; charset=utf-8', "default-src 'none'; style-src 'unsafe-inline'"]);
    expect(side.tekst).toContain('Prøvekøbing: prøve af natten 21.03.2026');
    expect(side.tekst).not.toMatch(/010180/);
  });

  it('is approved by another, who sees what it is; the night runs and says it did the same', async () => {
    await a.app.get(NatService).indhent(natHvem, dato('2026-03-20')); // nothing is due before it
    await kald('POST', '/v1/opsaetning', { krop: { navn: 'natGodkendelse', vaerdi: 'JA', gyldigFra: '2026-03-21' } });
    await a.app.get(NatService).indhent(natHvem, dato('2026-03-21'));
    const venter = (await kald('GET', '/v1/koersler?art=NAT&antal=1')).krop.poster[0];
    expect(venter).toMatchObject({ status: 'VENTER_PAA_GODKENDELSE', forretningsdato: '2026-03-21' });
    const { godkendelseId } = (await kald('POST', `/v1/koersler/${proeve}/godkendelse`, { krop: { begrundelse: 'Som ventet' } })).krop;
    const f = await a.db.iKommune(natHvem, (tx) => a.app.get(GodkendelseService).hent(tx, godkendelseId as string));
    await a.db.iKommune({ ...natHvem, bruger: 'leder' }, (tx) => a.app.get(GodkendelseService).godkend(tx, godkendelseId as string, f.hash));
    await a.app.get(NatService).indhent(natHvem, dato('2026-03-21'));
    const natten = (await kald('GET', `/v1/koersler/${venter.id}`)).krop;
    expect(natten).toMatchObject({ status: 'AFSLUTTET', proeve: { koerselId: proeve, godkendt: true } });
    // the setting itself makes every claim be looked at again: what that changes is told of, line by line
    const afvigelser = (await kald('GET', `/v1/koersler/${venter.id}/afvigelser`)).krop.poster as object[];
    expect(afvigelser).toHaveLength((natten.proeve.nye as number) + (natten.proeve.bortfaldne as number) + (natten.proeve.aendrede as number));
    const csv = await a.kald('GET', `/v1/koersler/${venter.id}/afvigelser.csv`);
    expect(csv.tekst.split('\r\n')).toHaveLength(afvigelser.length + 2);
    const mod = (await kald('GET', `/v1/koersler/${venter.id}/sammenligning`)).krop;
    expect(mod).toMatchObject({ dato: '2026-03-21', forrige: '2026-03-20', naetter: 1, advarsler: expect.arrayContaining([expect.stringMatching(/^Rykkere, rykket: /)]) as unknown });
    expect((mod.linjer as { trin: string }[]).map((l) => l.trin)).toContain('renter');
  });

  it('what cannot be is a problem with its kode, and changes nothing', async () => {
    const raekker = await a.raekker();
    const kode = async (metode: 'GET' | 'POST', sti: string, krop?: object, noegle?: string): Promise<[number, string]> => { const s = await kald(metode, `/v1/koersler${sti}`, { ...(krop === undefined ? {} : { krop }), ...(noegle === undefined ? {} : { noegle }) }); return [s.status, s.krop.kode as string]; };
    expect(await kode('POST', '', { art: 'PROEVE', dato: '2026-03-21' })).toEqual([409, 'NAT_UDEN_FOR_RAEKKE']);
    expect(await kode('POST', `/${proeve}/godkendelse`, { begrundelse: 'Igen' })).toEqual([409, 'PROEVE_OVERHALET']);
    expect(await kode('POST', `/${proeve}/godkendelse`, {})).toEqual([422, 'FELT_MANGLER']);
    expect(await kode('POST', `/${proeve}/fejl/1/igen`)).toEqual([409, 'PROEVE_GENTAGES_IKKE']);
    expect(await kode('POST', `/${proeve}/fejl/x/igen`)).toEqual([422, 'ID_UGYLDIGT']);
    const natten = (await kald('GET', '/v1/koersler?art=NAT&antal=1')).krop.poster[0].id as string;
    expect(await kode('POST', `/${natten}/fejl/1/igen`)).toEqual([404, 'IKKE_FUNDET']);
    expect(await kode('POST', `/${natten}/godkendelse`, { begrundelse: 'x' })).toEqual([409, 'PROEVE_IKKE_FAERDIG']);
    for (const sti of ['/999/sammenligning', `/${proeve}/sammenligning`, '/999/rapport', `/${natten}/rapport`, '/999/rapport.html']) expect(await kode('GET', sti)).toEqual([404, 'IKKE_FUNDET']);
    for (const sti of [`/${natten}/fejl?cursor=x`, `/${proeve}/forskelle?cursor=x`, `/${natten}/afvigelser?cursor=x`, '?cursor=x']) expect(await kode('GET', sti)).toEqual([422, 'CURSOR_UGYLDIG']);
    expect(await kode('GET', `/${natten}/fejl?rettet=MAASKE`)).toEqual([422, 'VAERDI_UKENDT']);
    expect(await kode('GET', `/${proeve}/forskelle?trin=R2`)).toEqual([422, 'TRIN_UKENDT']);
    expect(await a.raekker()).toEqual(raekker);
  });
});

it('the list goes on where its cursor stands, newest date first, though a rehearsal of a later day was made before', async () => {
  const alle = (await kald('GET', '/v1/koersler')).krop.poster as { id: string; forretningsdato: string }[];
  const fundne: { id: string }[] = [];
  for (let url: string | null = '/v1/koersler?antal=1'; url !== null;) {
    const side: { poster: { id: string }[]; naeste: string | null } = (await kald('GET', url)).krop;
    fundne.push(...side.poster);
    url = side.naeste === null ? null : `/v1/koersler?antal=1&cursor=${side.naeste}`;
  }
  expect(fundne.map((f) => f.id)).toEqual(alle.map((f) => f.id));
  expect(alle.map((f) => f.forretningsdato)).toEqual(alle.map((f) => f.forretningsdato).sort().reverse());
});
