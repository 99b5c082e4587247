import { Upkeep } from '../../src/platform/upkeep.js';
import { TestApp, type Answer, type Body } from '../support/app.js';
import {
  aCast,
  act,
  anAgreementInForce,
  approvedAndStarted,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../support/flows.js';

type Row = Record<string, unknown>;
const items = ({ body }: Answer) => body['items'] as Row[];
const hour = 3_600_000;
const day = 24 * hour;

/** What became public of 2017. The hours of the days are ours. */
const happened = {
  flawPublished: '2017-03-07T12:00:00Z',
  breachBegan: '2017-05-13T00:00:00Z',
  discovered: '2017-07-29T12:00:00Z',
  contained: '2017-07-30T12:00:00Z',
  public: '2017-09-07T12:00:00Z',
};

/**
 * A credit bureau learns on 29 July that the data of 147 million people are gone, and speaks on 7 September: 40 days, 960
 * hours, 13.3 times 72. Each step needs the one before.
 */
describe('the summer of 2017, with the clock running', () => {
  let app: TestApp;
  let cast: Cast;
  let incident: Body;
  let rehearsal: Body;
  let vendorId: string;
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440' });
    until(happened.flawPublished);
    cast = await aCast(app);
    await standardForFlows(cast);
    const agreement = await anAgreementInForce(app, cast, { effectiveFrom: '2017-01-01' });
    vendorId = String(agreement['vendorId']);
    const flow = {
      ...wholeContent(agreement.id),
      subjectCategories: ['CUSTOMERS'],
      sourceSystem: 'Dispute portal',
    };
    await approvedAndStarted(cast, (await done(cast.procurement.post('/data-flows', flow))).id);
  });
  afterAll(() => app.close());

  /** Moves the clock there; whoever was signed in signs in again. */
  function until(moment: string): void {
    app.clock.advance({ seconds: (Date.parse(moment) - app.clock.now().getTime()) / 1_000 });
  }
  const at = async (moment: string) => {
    until(moment);
    cast = await aCast(app);
  };
  const minuteBefore = (moment: string) => new Date(Date.parse(moment) - 60_000).toISOString();
  const news = async (subjectId: string) =>
    items(await cast.auditor.get(`/ledger/entries?subjectId=${subjectId}&limit=50`)).filter(({ action }) =>
      /warned|overdue/.test(String(action)),
    );
  const owed = async (to: RegExp, id = incident.id) =>
    items(await cast.auditor.get(`/incidents/${id}/obligations`)).find((one) => to.test(String(one['to'])));
  const authority = () => owed(/authority/);
  const people = () => owed(/^the people/);
  const move = (to: string, fields: object = {}) =>
    act(cast.dpo, `/incidents/${incident.id}`, 'transitions', { to, ...fields });

  it('begins with a breach that nobody sees for 77 days', () => {
    expect((Date.parse(happened.discovered) - Date.parse(happened.breachBegan)) / day).toBe(77.5);
  });

  it('starts 72 hours when the bureau knows, and a rehearsal beside it starts none of its own in the records', async () => {
    await at(happened.discovered);
    const report = {
      title: 'Somebody reads the dispute portal',
      description: 'Queries through a flaw of the web framework that was published in March.',
      vendorIds: [vendorId],
      systems: ['Dispute portal'],
      breachTypes: ['CONFIDENTIALITY'],
      occurredFrom: happened.breachBegan,
      occurredTo: happened.discovered,
      subjectsAffected: 147_000_000,
    };
    incident = await done(cast.requester.post('/incidents', report));
    rehearsal = await done(
      cast.requester.post('/incidents', { ...report, title: 'What if', exercise: true }),
    );
    const awareness = { at: happened.discovered, reason: 'The traffic shows the records of people.' };
    for (const { id } of [incident, rehearsal])
      await done(cast.dpo.post(`/incidents/${id}/awareness`, awareness));
    expect(await authority()).toMatchObject({
      startsAt: iso(happened.discovered),
      dueAt: iso('2017-08-01T12:00:00Z'),
    });
  });

  it.each([
    ['half of the time', '2017-07-31T00:00:00Z', 50],
    ['three quarters of it', '2017-07-31T18:00:00Z', 75],
    ['nine tenths of it', '2017-08-01T04:48:00Z', 90],
    ['all of it', '2017-08-01T12:00:00Z', 100],
  ])('warns when %s is over, at %s and not a minute before', async (_share, moment, share) => {
    await at(minuteBefore(moment));
    const { id } = (await authority()) as { id: string };
    const before = (await news(id)).length;
    await app.app.get(Upkeep).run();
    expect(await news(id)).toHaveLength(before);
    await at(moment);
    await app.app.get(Upkeep).run();
    const [newest, ...others] = await news(id);
    expect(others).toHaveLength(before);
    expect(newest).toMatchObject({
      action: share === 100 ? 'incident_obligation.overdue' : 'incident_obligation.warned',
    });
    expect(Math.abs(Date.parse(String(newest?.['recordedAt'])) - Date.parse(moment))).toBeLessThan(60_000);
    expect(await authority()).toMatchObject({ announcedShare: share });
  });

  it('counts on while nobody speaks: 37 days later it is late by as many', async () => {
    await at(happened.public);
    const late = (await authority()) as { remainingSeconds: number };
    expect(Math.round(late.remainingSeconds / 3_600)).toBe(-(960 - 72));
    expect((Date.parse(happened.public) - Date.parse(happened.discovered)) / hour).toBe(960);
    expect((960 / 72).toFixed(1)).toBe('13.3');
  });

  it('owes people word too, once the risk to them is high', async () => {
    const judged = { risk: 'high', reasons: 'Names, numbers and birthdays of half a country.' };
    await done(cast.dpo.post(`/incidents/${incident.id}/risk-assessment`, judged));
    expect(await people()).toMatchObject({
      clock: 'GDPR_34_1',
      code: 'SUBJECTS',
      state: 'open',
      dueAt: null,
    });
  });

  it('takes the late notice with its reason only, and keeps how late it was', async () => {
    const { id } = (await authority()) as { id: string };
    const notice = {
      ...{ kind: 'initial', obligationIds: [id], contact: 'Dana Officer, dpo@bureau.example' },
      recipients: [{ name: 'Authority', address: 'mailbox@authority.example' }],
      text: 'On 29 July we learned that data of people were read by somebody.',
      ...{ sentAt: iso(happened.public), proof: 'Portal receipt 2017-1' },
    };
    const silent = await cast.dpo.post(`/incidents/${incident.id}/notices`, notice);
    expect([silent.status, JSON.stringify(silent.body)]).toEqual([
      expect.any(Number),
      expect.stringContaining('lateReason'),
    ]);
    expect(silent.status).toBeGreaterThanOrEqual(400);
    expect(await authority()).toMatchObject({ state: 'open', sentAt: null });
    const lateReason = 'We wanted to be sure first.';
    await done(cast.dpo.post(`/incidents/${incident.id}/notices`, { ...notice, lateReason }));
    expect(await authority()).toMatchObject({ state: 'sent', lateBy: (960 - 72) * 3_600, lateReason });
  });

  it('stands in the record of breaches with all of that, and the rehearsal nowhere', async () => {
    await app.settle();
    const { text } = await cast.auditor.bare('get', '/registers/incidents.ndjson').buffer(true);
    const rows = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    expect(rows.map(({ title }) => title)).toEqual([incident['title']]);
    expect(rows[0]).toMatchObject({
      ...{ awareAt: iso(happened.discovered), risk: 'high', systems: ['Dispute portal'] },
      severityScore: null,
    });
    expect(JSON.stringify(rows[0])).toContain('We wanted to be sure first.');
    const calendar = await cast.dpo.get('/calendar?from=2017-07-01&to=2017-10-01');
    expect(JSON.stringify(calendar.body)).not.toContain(rehearsal.id);
  });

  it('cannot be closed while people wait for word', async () => {
    await done(move('contained'));
    const early = await move('closed', { reason: 'Over.' });
    expect(early.status).toBe(422);
    expect(JSON.stringify(early.body['unmet'])).toContain('the people whose data');
    expect((await cast.auditor.get(`/incidents/${incident.id}`)).body).toMatchObject({ status: 'contained' });
  });
});

const iso = (moment: string) => new Date(moment).toISOString();
