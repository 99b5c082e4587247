import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { done } from '../../support/flows.js';
import { statementsDuring } from '../../support/queries.js';

type Node = { name: string; rank: number; children: Node[] };
const names = ({ body }: Answer) => (body['items'] as { name: string }[]).map(({ name }) => name);
const shape = (nodes: Node[]): unknown[] =>
  nodes.map(({ name, rank, children }) => [name, rank, shape(children)]);

describe('sub-processors', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  let made = 0;
  beforeAll(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  });
  afterAll(() => app.close());

  const day = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const aVendor = async (): Promise<string> =>
    (await done(procurement.post('/vendors', { name: `Vendor ${++made}`, allowDuplicate: true }))).id;
  const path = (vendorId: string) => `/vendors/${vendorId}/subprocessors`;
  const add = (vendorId: string, fields: object): Promise<Body> =>
    done(procurement.post(path(vendorId), { name: `Sub ${++made}`, ...fields }));
  const tree = async (vendorId: string, query = '') => {
    const { body } = await auditor.get(`${path(vendorId)}/tree${query}`);
    return { ...body, shape: shape(body['children'] as Node[]) } as Record<string, unknown> & {
      shape: unknown[];
    };
  };
  const count = async (vendorId: string) => (await auditor.get(`${path(vendorId)}?count=true`)).body['total'];

  it('are found by name, status, country and the day of their use', async () => {
    const vendor = await aVendor();
    await add(vendor, { name: 'Ended', countries: ['US'], validFrom: '2020-01-01', validTo: '2020-12-31' });
    await add(vendor, { name: 'Known', countries: ['DE', 'US'], purpose: 'Payments' });
    await add(vendor, { name: 'To come', countries: ['IN'], validFrom: day(10) });
    await add(vendor, { name: 'Vague', status: 'ANNOUNCED' });
    const found = async (query: string) => names(await auditor.get(`${path(vendor)}?${query}`));
    expect(await found('sort=-name')).toEqual(['Vague', 'To come', 'Known', 'Ended']);
    expect(await found('q=payments')).toEqual(['Known']);
    expect(await found('status=ANNOUNCED')).toEqual(['To come', 'Vague']);
    expect(await found('country=US')).toEqual(['Ended', 'Known']);
    expect(await found('usedOn=2020-12-31')).toEqual(['Ended', 'Known']);
    expect(await found('usedOn=2021-01-01')).toEqual(['Known']);
    expect(await found(`usedOn=${day(10)}`)).toEqual(['Known', 'To come']);
  });

  it('of a country that no longer exists are refused, with what holds its place today', async () => {
    const vendor = await aVendor();
    const answer = await procurement.post(path(vendor), { name: 'Old', countries: ['AN', 'DE', 'YU'] });
    expect(answer.body).toMatchObject({
      status: 400,
      errors: [
        {
          pointer: '/countries',
          message:
            'countries must be an ISO 3166-1 alpha-2 code of a country that exists today; AN (Netherlands Antilles) ' +
            'ended on 2010-12-15; codes of today: BQ, CW, SX; YU (Yugoslavia) ended on 2003-07-23; codes of today: ' +
            'BA, HR, ME, MK, RS, SI',
        },
      ],
    });
    expect(await count(vendor)).toBe(0);
  });

  it('with days or a link that cannot be are refused with everything that is wrong', async () => {
    const vendor = await aVendor();
    const answer = await procurement.post(path(vendor), {
      name: 'Wrong',
      status: 'ACTIVE',
      validFrom: day(5),
      validTo: day(4),
      linkedVendorId: '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f',
    });
    expect(answer.body).toMatchObject({
      status: 400,
      code: 'request.invalid',
      errors: [
        { pointer: '/validTo', code: 'before_start' },
        { pointer: '/status', code: 'contradicts_days' },
        { pointer: '/linkedVendorId', code: 'not_found' },
      ],
    });
    expect(await count(vendor)).toBe(0);
  });

  it('have a name of their own while they are used, however it is written', async () => {
    const vendor = await aVendor();
    const first = await add(vendor, { name: 'Müller & Co. Inc' });
    const again = () => procurement.post(path(vendor), { name: 'MULLER and co inc.' });
    expect((await again()).body).toMatchObject({
      status: 409,
      code: 'subprocessor.name_in_use',
      errors: [{ pointer: '/name' }],
    });
    await done(procurement.change(`${path(vendor)}/${first.id}`, { validTo: day(-1) }));
    expect((await again()).status).toBe(201);
    expect((await procurement.change(`${path(vendor)}/${first.id}`, { validTo: null })).body).toMatchObject({
      status: 409,
      code: 'subprocessor.name_in_use',
    });
  });

  describe('that are registered vendors', () => {
    it('bring theirs with them: a tree with ranks, for a day, to a depth', async () => {
      const [a, b, c] = [await aVendor(), await aVendor(), await aVendor()];
      await add(a, { name: 'B', linkedVendorId: b });
      await add(a, { name: 'Old C', linkedVendorId: c, validTo: '2020-12-31' });
      await add(b, { name: 'C', linkedVendorId: c, validFrom: '2021-01-01' });
      await add(c, { name: 'D' });
      const whole = [['B', 1, [['C', 2, [['D', 3, []]]]]]];
      expect(await tree(a)).toMatchObject({
        vendorId: a,
        on: day(0),
        nodes: 3,
        truncated: false,
        shape: whole,
      });
      expect((await tree(a, '?on=2020-06-01')).shape).toEqual([
        ['B', 1, []],
        ['Old C', 1, [['D', 2, []]]],
      ]);
      expect(await tree(a, '?depth=2')).toMatchObject({
        shape: [['B', 1, [['C', 2, []]]]],
        children: [{ moreBelow: false, children: [{ name: 'C', moreBelow: true }] }],
      });
      expect((await auditor.get(`${path(a)}/tree?depth=11`)).status).toBe(400);
    });

    it('are told by as many statements for a deep tree as for a flat one', async () => {
      const vendors = [await aVendor(), await aVendor(), await aVendor(), await aVendor()];
      for (const [at, vendor] of vendors.entries())
        for (const name of ['One', 'Two'])
          await add(vendor, { name, linkedVendorId: name === 'One' ? (vendors[at + 1] ?? null) : null });
      const asked = async (depth: number) =>
        (await statementsDuring(app, () => tree(vendors[0] ?? '', `?depth=${depth}`))).length;
      expect(await asked(10)).toBe(await asked(1));
    });

    it('close no ring: the refusal names it, and nothing is stored', async () => {
      const [a, b, c] = [await aVendor(), await aVendor(), await aVendor()];
      await add(a, { name: 'B', linkedVendorId: b });
      const between = await add(b, { name: 'C', linkedVendorId: c });
      const answer = await procurement.post(path(c), { name: 'A', linkedVendorId: a });
      expect(answer.body).toMatchObject({
        status: 409,
        code: 'subprocessor.cycle',
        errors: [{ pointer: '/linkedVendorId', code: 'cycle' }],
      });
      const ring = (answer.body['cycle'] as { vendorId: string }[]).map(({ vendorId }) => vendorId);
      expect(ring).toEqual([c, a, b, c]);
      expect(await count(c)).toBe(0);
      await done(procurement.change(`${path(b)}/${between.id}`, { validTo: '2020-12-31' }));
      await add(c, { name: 'A', linkedVendorId: a });
      expect((await procurement.change(`${path(b)}/${between.id}`, { validTo: null })).body).toMatchObject({
        status: 409,
        code: 'subprocessor.cycle',
      });
      const itself = await procurement.post(path(a), { name: 'Me', linkedVendorId: a });
      expect(itself.body).toMatchObject({ status: 400, errors: [{ code: 'own_subprocessor' }] });
    });

    it('close no ring either when two link at once', async () => {
      for (let round = 0; round < 5; round++) {
        const [a, b] = [await aVendor(), await aVendor()];
        const answers = await Promise.all([
          procurement.post(path(a), { name: 'B', linkedVendorId: b }),
          procurement.post(path(b), { name: 'A', linkedVendorId: a }),
        ]);
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
        expect(await Promise.all([a, b].map(count))).toEqual(expect.arrayContaining([0, 1]));
      }
    });

    it('stand in chains of ten ranks at most', async () => {
      const chain: string[] = [];
      for (let at = 0; at < 12; at++) chain.push(await aVendor());
      const at = (place: number) => chain[place] ?? '';
      for (let place = 0; place < 10; place++) await add(at(place), { linkedVendorId: at(place + 1) });
      const answer = await procurement.post(path(at(10)), { name: 'Deeper', linkedVendorId: at(11) });
      expect(answer.body).toMatchObject({ status: 409, code: 'subprocessor.too_deep' });
      expect((await procurement.post(path(at(10)), { name: 'Deeper' })).status).toBe(201);
    });
  });

  it('begin and end by the calendar, once each and on record', async () => {
    const vendor = await aVendor();
    const { id } = await add(vendor, { validFrom: day(2), validTo: day(3) });
    const seen = async () => {
      for (let times = 0; times < 2; times++) await app.settle();
      const reader = await app.person('auditor'); // whoever signed in before is signed out by then
      const { body } = await reader.get(`${path(vendor)}/${id}`);
      return [body['status'], body.revision];
    };
    expect(await seen()).toEqual(['ANNOUNCED', 1]);
    app.clock.advance({ days: 2 });
    expect(await seen()).toEqual(['ACTIVE', 2]);
    app.clock.advance({ days: 2 });
    expect(await seen()).toEqual(['REMOVED', 3]);
    const history = (await (await app.person('auditor')).get(`${path(vendor)}/${id}/history`)).body[
      'items'
    ] as {
      action: string;
      reason: string | null;
    }[];
    expect(history.map(({ action }) => action)).toEqual([
      'subprocessor.ended',
      'subprocessor.begun',
      'subprocessor.changed',
    ]);
    expect(history[0]?.reason).toMatch(/^its last day was \d{4}-\d\d-\d\d$/);
  });
});
