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

  it('has a person for each role and two legal entities', async () => {
    const { body } = await auditor.get('/users?count=true');
    expect(body['total']).toBe(7);
    expect((await auditor.get('/legal-entities?count=true')).body['total']).toBe(2);
  });

  it('has some hundred vendors', async () => {
    expect(Number((await auditor.get('/vendors?count=true')).body['total'])).toBeGreaterThan(280);
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
