import { TestApp, type Answer, type Body } from '../../support/app.js';
import { aCast, aVendor, done, type Cast } from '../../support/flows.js';
import { anIncident, aware } from '../../support/incidents.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;

describe('the severity of an incident by the method of ENISA', () => {
  let app: TestApp;
  let cast: Cast;
  let vendorId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    vendorId = (await aVendor(cast)).id;
  });
  afterAll(() => app.close());

  const hoursAgo = (hours: number) => new Date(app.clock.now().getTime() - hours * 3_600_000).toISOString();
  const shown = async (id: string): Promise<Body> => (await cast.auditor.get(`/incidents/${id}`)).body;
  const inputs = (change: object = {}) => ({
    contexts: [{ kind: 'simple', adjustment: 1, because: 'Their employer shows.' }, { kind: 'financial' }],
    identification: 'significant',
    ...{ confidentiality: 'unknown_recipients', integrity: 'none', availability: 'none' },
    ...{ malicious: true, unintelligible: false },
    ...change,
  });
  const score = (id: string, change: object = {}) =>
    cast.dpo.post(`/incidents/${id}/severity`, inputs(change));
  async function awareIncident(): Promise<string> {
    const { id } = await anIncident(cast.requester, [vendorId], { subjectsAffected: 100 });
    await aware(cast.dpo, id, hoursAgo(1));
    return id;
  }

  it('is shown with its parts, who scored it and when, and every score stays in the history', async () => {
    const id = await awareIncident();
    const { status, body, headers } = await score(id);
    expect([status, headers['etag']]).toEqual([200, '"3"']);
    expect(body['severity']).toEqual({
      ...{ method: 'ENISA_2013', score: 3.25, band: 'high', dpc: 3, ei: 0.75 },
      circumstances: { confidentiality: 0.5, integrity: 0, availability: 0, malicious: 0.5 },
      ...{ moreThan100People: false, unintelligible: false },
      inputs: {
        contexts: [
          { kind: 'simple', adjustment: 1, because: 'Their employer shows.' },
          { kind: 'financial', adjustment: 0, because: null },
        ],
        identification: 'significant',
        ...{
          confidentiality: 'unknown_recipients',
          integrity: 'none',
          availability: 'none',
          malicious: true,
        },
      },
      ...{ assessedById: cast.dpo.id, assessedAt: expect.any(String) },
    });
    const then = app.clock.now().toISOString();
    app.clock.advance({ seconds: 2 });
    await done(cast.dpo.change(`/incidents/${id}`, { subjectsAffected: 101 }));
    expect((await shown(id))['severity']).toMatchObject({ score: 3.25, moreThan100People: true });
    const milder = { malicious: false, unintelligible: true };
    await done(cast.secondDpo.post(`/incidents/${id}/severity`, inputs(milder)));
    expect((await shown(id))['severity']).toMatchObject({
      ...{ score: 2.75, band: 'medium', unintelligible: true, assessedById: cast.secondDpo.id },
    });
    expect((await cast.auditor.get(`/incidents/${id}?at=${then}`)).body).toEqual(body);
    const { text } = await cast.auditor.bare('get', '/registers/incidents.ndjson').buffer(true);
    expect(JSON.parse(text)).toMatchObject({
      ...{ severityScore: 2.75, severityBand: 'medium', risk: null },
      severityFlags: ['MORE_THAN_100_PEOPLE', 'UNINTELLIGIBLE'],
    });
    const history = items(await cast.auditor.get(`/incidents/${id}/history`));
    expect(
      history.map(({ action }) => action).filter((action) => action === 'incident.severity_scored'),
    ).toEqual(Array<string>(2).fill('incident.severity_scored'));
    expect(items(await cast.auditor.get(`/incidents/${id}/timeline`))).toContainEqual(
      expect.objectContaining({ kind: 'severity_scored', reason: '2.75 by ENISA: medium' }),
    );
    const [listed] = items(await cast.auditor.get('/incidents'));
    expect(listed).toEqual(await shown(id));
  });

  it('stands beside the judgement: nobody is owed more by it, and closing still asks for the risk', async () => {
    const id = await awareIncident();
    const owed = async () => items(await cast.auditor.get(`/incidents/${id}/obligations`));
    const before = (await owed()).map(({ code, state, revision }) => [code, state, revision]);
    const worst = { contexts: [{ kind: 'sensitive' }], identification: 'maximum' };
    expect((await done(score(id, worst)))['severity']).toMatchObject({ score: 5, band: 'very_high' });
    expect((await owed()).map(({ code, state, revision }) => [code, state, revision])).toEqual(before);
    expect(await shown(id)).toMatchObject({ risk: null, riskReasons: null, riskAssessedById: null });
    await done(cast.dpo.post(`/incidents/${id}/transitions`, { to: 'contained' }));
    const { body } = await cast.dpo.post(`/incidents/${id}/transitions`, { to: 'closed', reason: 'Done.' });
    expect((body['unmet'] as Items).map(({ code }) => code)).toContain('RISK_NOT_JUDGED');
  });

  it('names every value that the method does not know, and nothing is recorded', async () => {
    const id = await awareIncident();
    const { body } = await score(id, {
      contexts: [{ kind: 'secret', adjustment: 4 }],
      ...{ identification: 0.6, confidentiality: 'some', integrity: 'lost', availability: 1 },
      ...{ malicious: 'perhaps', unintelligible: null },
    });
    expect(body).toMatchObject({ status: 400 });
    expect((body['errors'] as Items).map(({ pointer }) => pointer).sort()).toEqual([
      ...['/availability', '/confidentiality', '/contexts/0/adjustment', '/contexts/0/kind'],
      ...['/identification', '/integrity', '/malicious', '/unintelligible'],
    ]);
    const twice = [{ kind: 'simple', adjustment: 1 }, { kind: 'simple' }];
    const unfit = await score(id, { contexts: twice });
    expect(unfit.body).toMatchObject({
      ...{ status: 400, code: 'incident.bad_severity' },
      errors: [
        { pointer: '/contexts/0/because', code: 'missing' },
        { pointer: '/contexts/1/kind', code: 'twice' },
      ],
    });
    expect((await score(id, { contexts: [] })).body).toMatchObject({ errors: [{ pointer: '/contexts' }] });
    expect(await shown(id)).toMatchObject({ revision: 2, severity: null });
  });

  it('is not scored once the incident is dismissed, nor on a revision that has gone by', async () => {
    const { id } = await anIncident(cast.requester, [vendorId]);
    const stale = await cast.dpo.post(`/incidents/${id}/severity`, inputs(), { 'if-match': '"7"' });
    expect(stale.status).toBe(412);
    const step = { to: 'dismissed', reason: 'Test data.' };
    await done(cast.dpo.post(`/incidents/${id}/transitions`, step));
    expect((await score(id)).body).toMatchObject({ status: 409, code: 'incident.fixed' });
    expect(await shown(id)).toMatchObject({ revision: 2, severity: null });
  });
});
