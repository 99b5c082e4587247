import { demonstrate } from '../../scripts/demo/demonstration.js';
import { adminEmail, password, TestApp, type Caller } from '../support/app.js';

describe('the demonstration', () => {
  let app: TestApp;
  let auditor: Caller;
  let address: string;
  const said: string[] = [];
  const stage = () => ({
    address,
    admin: { email: adminEmail, password },
    password: 'lantern-harbour-quilt-42',
    say: (line: string) => void said.push(line),
  });

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    address = await app.app.getUrl();
    const working = new AbortController();
    const background = workOff(app, working.signal);
    try {
      expect(await demonstrate(stage())).toBe(true);
    } finally {
      working.abort();
      await background;
    }
    auditor = await app.signIn('otto.keller@nordlicht.example', 'lantern-harbour-quilt-42');
  }, 170_000);
  afterAll(() => app.close());

  it('has a person for each role, two assessors, and two legal entities', async () => {
    const { body } = await auditor.get('/users?count=true');
    expect(body['total']).toBe(8);
    expect((await auditor.get('/legal-entities?count=true')).body['total']).toBe(2);
  });

  it('has some hundred vendors', async () => {
    expect(Number((await auditor.get('/vendors?count=true')).body['total'])).toBeGreaterThan(280);
  });

  it('has flows in every state that can be reached in a day', async () => {
    const { body } = await auditor.get('/data-flows?sort=reference');
    const flows = body['items'] as { reference: string; status: string }[];
    expect(flows.map(({ reference, status }) => [reference, status])).toEqual([
      ['DF-BIRTHDAY', 'rejected'],
      ['DF-EXPENSES', 'stale'],
      ['DF-HELPDESK', 'active'],
      ['DF-LOYALTY', 'approved_with_conditions'],
      ['DF-NEWSLETTER', 'active'],
      ['DF-ORDER-NOTICES', 'approved'],
      ['DF-PARCELS-UK', 'suspended'],
      ['DF-PAYROLL-DE', 'active'],
      ['DF-SURVEY', 'draft'],
      ['DF-TIMESHEETS', 'closed'],
      ['DF-WINBACK', 'submitted'],
    ]);
  });

  it('has vendors that were assessed and scored, one of them badly, and findings', async () => {
    const { body } = await auditor.get('/vendors?q=tidewater');
    const [tidewater] = body['items'] as { id: string; status: string; tier: number }[];
    expect(tidewater).toMatchObject({ status: 'vetting', tier: 2 });
    const { body: score } = await auditor.get(`/vendors/${tidewater?.id ?? ''}/audit-score`);
    expect(score).toMatchObject({ state: 'scored', grade: 'D' });
    expect(score['knockouts']).not.toEqual([]);
    const { body: findings } = await auditor.get(`/findings?vendorId=${tidewater?.id ?? ''}&count=true`);
    expect(Number(findings['total'])).toBeGreaterThan(0);
    expect((await auditor.get('/vendors?status=approved&count=true')).body['total']).toBe(4);
  });

  it('adds nothing the second time', async () => {
    const { body: before } = await auditor.get('/ledger/entries?limit=1&action=vendor.created');
    expect(await demonstrate(stage())).toBe(false);
    expect(said.at(-1)).toBe('Nordlicht Handel GmbH is there already: nothing is changed.');
    expect((await auditor.get('/ledger/entries?limit=1&action=vendor.created')).body).toEqual(before);
  });
});

/** What the loops of a running server do. */
async function workOff(app: TestApp, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await app.settle();
    await new Promise((done) => setTimeout(done, 20));
  }
}
