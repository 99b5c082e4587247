import { TestApp, type Answer, type Body } from '../../support/app.js';
import { aCast, anActiveFlow, aVendor, done, standardForFlows, type Cast } from '../../support/flows.js';
import { anIncident, aware } from '../../support/incidents.js';

type Items = Record<string, unknown>[];
const itemsOf = (body: Body) => body['items'] as Items;
const missingOf = (body: Body) =>
  itemsOf(body).flatMap(({ code, missing }) =>
    (missing as Items).map(({ pointer, enter }) => [code, pointer, enter]),
  );

describe('the draft of a notice about an incident', () => {
  let app: TestApp;
  let cast: Cast;
  let flow: Body;
  let vendorId: string;
  let company: string;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    flow = await anActiveFlow(app, cast);
    vendorId = String(flow['vendorId']);
    company = `/legal-entities/${String(flow['legalEntityId'])}`;
  });
  afterAll(() => app.close());

  const minutesAgo = (minutes: number) =>
    new Date(app.clock.now().getTime() - minutes * 60_000).toISOString();
  const asked = (id: string, to: string): Promise<Answer> =>
    cast.auditor.get(`/incidents/${id}/notice-draft?to=${to}`);
  const draft = (id: string, to = 'authority'): Promise<Body> => done(asked(id, to));
  const textOf = (body: Body, wanted: string) => itemsOf(body).find(({ code }) => code === wanted)?.['text'];
  async function awareIncident(): Promise<string> {
    const { id } = await anIncident(cast.requester, [vendorId], { occurredFrom: minutesAgo(50) });
    await aware(cast.dpo, id, minutesAgo(10));
    return id;
  }

  it('says what is known by the register, and of all else where it is entered, until nothing is missing', async () => {
    const id = await awareIncident();
    const [path, notices] = [`PATCH /incidents/${id}`, `/incidents/${id}/notices`];
    const first = await draft(id);
    expect(first).toMatchObject({ to: 'authority', kind: 'initial', complete: false });
    expect(missingOf(first)).toEqual([
      ['BN_NATURE', '/breachTypes', path],
      ['BN_NATURE', '/description', path],
      ['BN_SUBJECT_COUNT', '/subjectsAffected', path],
      ['BN_RECORD_COUNT', '/recordsAffected', path],
      ['BN_CONTACT', '/dpoContact', `PATCH ${company}`],
      ['BN_CONSEQUENCES', '/consequences', path],
      ['BN_MEASURES', '/measures', path],
    ]);
    expect(textOf(first, 'BN_RECORD_CATEGORIES')).toBe('Private e-mail address.');
    expect(textOf(first, 'BN_SUBJECT_COUNT')).toContain('Between 1,000 and 99,999');
    const sending = {
      ...{ kind: first['kind'], text: first['text'], contact: 'dpo@example.com', proof: 'Receipt 1' },
      ...{ recipients: [{ name: 'Authority', address: 'portal' }], sentAt: app.clock.now().toISOString() },
    };
    await done(cast.dpo.post(notices, sending));
    const admin = await app.admin();
    await done(admin.change(company, { dpoContact: 'dpo@example.com' }));
    await done(
      cast.dpo.change(`/incidents/${id}`, {
        ...{ breachTypes: ['CONFIDENTIALITY'], description: 'A bucket was public.' },
        ...{ subjectsAffected: 12_000, recordsAffected: 48_000 },
        ...{ consequences: 'Letters in our name.', measures: 'The bucket was closed.' },
      }),
    );
    const second = await draft(id);
    expect(second).toMatchObject({ kind: 'supplement', complete: true });
    expect(textOf(second, 'BN_CONTACT')).toContain('dpo@example.com');
    expect(textOf(second, 'BN_SUBJECT_COUNT')).toBe('About 12,000.');
    expect(second['text']).not.toContain('Not known yet');
    const people = await draft(id, 'people');
    expect([people['kind'], people['complete'], itemsOf(people).map(({ code }) => code)]).toEqual([
      'people',
      true,
      ['BN_NATURE', 'BN_CONTACT', 'BN_CONSEQUENCES', 'BN_MEASURES'],
    ]);
    await done(cast.dpo.post(notices, { ...sending, kind: second['kind'], text: second['text'] }));
    await done(admin.change(company, { dpoContact: null }));
  });

  it('asks for the reasons of a delay once the authority is told too late', async () => {
    const id = await awareIncident();
    expect(itemsOf(await draft(id)).map(({ code }) => code)).not.toContain('BN_DELAY_REASONS');
    const { body } = await cast.dpo.change(`/incidents/${id}`, { occurredFrom: minutesAgo(80 * 60) });
    expect(body).toMatchObject({ revision: 3 });
    const earlier = { at: minutesAgo(73 * 60), reason: 'The mail of that day was enough.' };
    await done(cast.dpo.patch(`/incidents/${id}/awareness`, earlier, { 'if-match': '"3"' }));
    expect(missingOf(await draft(id))).toContainEqual([
      ...['BN_DELAY_REASONS', '/lateReason', `POST /incidents/${id}/notices`],
    ]);
  });

  it('of an incident that no flow leads to says so, and changes nothing', async () => {
    const elsewhere = await aVendor(cast);
    const incident = await anIncident(cast.requester, [elsewhere.id]);
    const missing = missingOf(await draft(incident.id));
    expect(missing).toContainEqual([
      'BN_SUBJECT_CATEGORIES',
      '/vendorIds',
      `PATCH /incidents/${incident.id}`,
    ]);
    expect(missing).toContainEqual(['BN_CONTACT', '/contact', `POST /incidents/${incident.id}/notices`]);
    expect((await cast.auditor.get(`/incidents/${incident.id}`)).body).toEqual(incident);
  });

  it('is to the authority or to people, and of an incident that there is', async () => {
    const id = await awareIncident();
    for (const to of ['', 'press'])
      expect((await asked(id, to)).body).toMatchObject({ status: 400, errors: [{ pointer: '/to' }] });
    const unknown = await asked('01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f', 'people');
    expect(unknown.body).toMatchObject({ status: 404, code: 'incident.not_found' });
  });
});
