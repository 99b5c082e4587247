import { TestApp, type Body, type Caller } from '../support/app.js';
import {
  aCast,
  act,
  anActiveFlow,
  anApprovedFlow,
  done,
  standardForFlows,
  type Cast,
} from '../support/flows.js';

type Sharing = {
  state: string;
  recipient: { name: string | null };
  company: { contact: string };
  purposes: { label: string; why: string; benefit: string }[];
  data: { label: string; keptForDays: number }[];
  countries: { label: string }[];
};

/** She has no account, and asks what she would ask. Each step needs the one before. */
describe('a customer asks who has her data', () => {
  let app: TestApp;
  let cast: Cast;
  let customer: Caller;
  let flow: Body;
  let name: string;
  const days: Record<string, string> = {};
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440' });
    cast = await aCast(app);
    await standardForFlows(cast);
    customer = app.anonymous();
  });
  afterAll(() => app.close());

  const read = async (query = ''): Promise<Sharing[]> => {
    app.clock.advance({ seconds: 2 });
    const { body, status } = await customer.get(`/api/v1/public/register${query}`);
    expect(status).toBe(200);
    return body['items'] as Sharing[];
  };

  it('on a day on which nobody has them: nobody is named', async () => {
    expect(await read()).toEqual([]);
    days['before'] = app.clock.now().toISOString();
  });

  it('and hears of a company before it gets anything', async () => {
    flow = await anApprovedFlow(app, cast);
    name = String((await cast.dpo.get(`/vendors/${String(flow['vendorId'])}`)).body['name']);
    expect(await read()).toMatchObject([{ state: 'planned', recipient: { name } }]);
    await done(act(cast.procurement, `/data-flows/${flow.id}`, 'activation', {}));
  });

  it('then reads who, what, why, where, for how long, and what she gets from it', async () => {
    expect(await read(`?q=${encodeURIComponent(name)}`)).toMatchObject([
      {
        state: 'active',
        recipient: { name },
        data: [{ label: 'Private e-mail address', keptForDays: 30 }],
        purposes: [
          {
            ...{ label: 'Write to people about offers', why: 'To send you our letter.' },
            benefit: 'You hear of offers first.',
          },
        ],
        countries: [{ label: 'Germany' }, { label: 'Ireland' }],
        company: { contact: 'Am Markt 1' },
      },
    ]);
    days['with'] = app.clock.now().toISOString();
  });

  it('finds no company that has none of them, and asks in her own language', async () => {
    await anActiveFlow(app, cast);
    expect(await read('?q=Nobody%20Ltd')).toEqual([]);
    const [italian] = await read(`?lang=it&q=${encodeURIComponent(name)}`);
    expect(italian?.purposes[0]?.label).toBe('Scrivere alle persone di offerte');
  });

  it('reads that it is over, and can still see what was true on each day', async () => {
    app.clock.advance({ minutes: 5 });
    const end = { endedOn: app.clock.today(), reason: 'The letter is over.' };
    await done(act(cast.procurement, `/data-flows/${flow.id}`, 'closure', end));
    expect((await read()).map(({ recipient }) => recipient.name)).not.toContain(name);
    expect((await read(`?at=${days['with']}`)).map(({ recipient }) => recipient.name)).toContain(name);
    expect(await read(`?at=${days['before']}`)).toEqual([]);
    const feed = await customer.bare('get', '/public/register/changes?lang=en').buffer(true);
    const text = feed.body instanceof Buffer ? feed.body.toString() : feed.text;
    expect(text).toContain(`${name} no longer gets data`);
    expect(text).toContain(`${name} is going to get data`);
  });
});
