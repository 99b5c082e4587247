import { readFileSync } from 'node:fs';
import { Upkeep } from '../../../src/platform/upkeep.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { aCast, act, anActiveFlow, done, standardForFlows, type Cast } from '../../support/flows.js';
import { anIncident, aware } from '../../support/incidents.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;

type Operation = Readonly<{ parameters?: { name: string; in: string; required?: boolean }[] }>;
const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  paths: Record<string, { get?: Operation }>;
};

/** The ledger keeps what was done, rehearsed or not: it says so in each state. */
const records = /^\/api\/v1\/(ledger\/|access-records)/;
const registers = [
  ...['incidents', 'recipients', 'ropa', 'data-flows', 'vendors', 'findings', 'agreements', 'approvals'],
  ...[
    'transfers',
    'subprocessors',
    'audit-scores',
    'waivers',
    'objection-windows',
    'late-entries',
    'assessments',
  ],
];
const named = /\{(\w+)\}/g;

describe('an exercise with everything done to it', () => {
  let app: TestApp;
  let cast: Cast;
  let flow: Body;
  const traces: string[] = [];
  const title = 'Rehearsal Harbour Lights';
  beforeAll(async () => {
    app = await TestApp.start({
      KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440',
      KEYHOLDER_METRICS_TOKEN: 'm'.repeat(32),
    });
    cast = await aCast(app);
    await standardForFlows(cast);
    flow = await anActiveFlow(app, cast);
    await app.settle();
  });
  afterAll(() => app.close());

  const hoursAgo = (hours: number) => new Date(app.clock.now().getTime() - hours * 3_600_000).toISOString();

  async function rehearsed(): Promise<string> {
    const fields = {
      title,
      exercise: true,
      systems: ['CRM'],
      occurredFrom: hoursAgo(24),
      ownerId: cast.dpo.id,
    };
    const { id } = await anIncident(cast.requester, [String(flow['vendorId'])], {
      ...{ ...fields, subProcessors: [{ name: 'Harbour Lights Hosting', vendorId: null }] },
    });
    await aware(cast.dpo, id, hoursAgo(1));
    await done(cast.dpo.post(`/incidents/${id}/risk-assessment`, { risk: 'high', reasons: 'Rehearsed.' }));
    const more = { to: 'Partner Harbour', ground: 'Contract', startsAt: hoursAgo(1) };
    await done(cast.dpo.post(`/incidents/${id}/obligations`, more));
    traces.push(
      id,
      ...items(await cast.auditor.get(`/incidents/${id}/obligations`)).map((one) => String(one['id'])),
    );
    return id;
  }

  /** Whatever can be read without knowing the incident, with the ids of what it touches filled in. */
  function places(): string[] {
    const ids: Readonly<Record<string, unknown>> = {
      ...{ vendors: flow['vendorId'], 'data-flows': flow.id, agreements: flow['agreementId'] },
      'legal-entities': flow['legalEntityId'],
    };
    const plain = Object.entries(paths).flatMap(([path, { get }]) => {
      if (!get || records.test(path) || get.parameters?.some((each) => each.in === 'query' && each.required))
        return [];
      const of = ids[path.split('/')[3] ?? ''];
      if ((path.match(named) ?? []).length > 1 || (named.test(path) && of === undefined)) return [];
      named.lastIndex = 0;
      const paged = get.parameters?.some(({ name }) => name === 'limit') ?? false;
      return [path.replace(named, String(of)) + (paged ? '?limit=100' : '')];
    });
    const lists = [
      '/calendar?limit=200&from=2000-01-01',
      '/incidents?open=true',
      '/incidents?open=false',
      `/incidents?q=harbour`,
    ];
    const exported = registers.flatMap((name) =>
      ['csv', 'ndjson'].map((form) => `/registers/${name}.${form}`),
    );
    return [...plain, ...lists, ...exported];
  }

  it('is shown only where exercises are asked for, and is marked there', async () => {
    const before = await cast.auditor.get('/incidents?count=true');
    const closed = await rehearsed();
    const owed = items(await cast.auditor.get(`/incidents/${closed}/obligations`));
    const [authority, subjects] = ['SA_INITIAL', 'SUBJECTS'].map((code) =>
      owed.find((one) => one['code'] === code),
    );
    for (const { kind, id } of [
      { kind: 'initial', id: authority?.['id'] },
      { kind: 'people', id: subjects?.['id'] },
    ])
      traces.push(
        (
          await done(
            cast.dpo.post(`/incidents/${closed}/notices`, {
              ...{
                kind,
                obligationIds: [id],
                recipients: [{ name: 'Harbour Authority', address: 'x@harbour.example' }],
              },
              ...{ contact: 'Dana, dpo@example.com', text: 'Rehearsed.', sentAt: hoursAgo(0), proof: 'None' },
            }),
          )
        ).id,
      );
    const rest = items(await cast.auditor.get(`/incidents/${closed}/obligations?state=open&by=us`));
    for (const { id } of rest)
      await done(
        cast.dpo.post(`/incidents/${closed}/obligations/${String(id)}/reasoning`, { reason: 'Rehearsed.' }),
      );
    for (const to of ['contained', 'closed'])
      await done(act(cast.dpo, `/incidents/${closed}`, 'transitions', { to, reason: 'Rehearsed.' }));
    const open = await rehearsed();
    await app.settle();
    app.clock.advance({ hours: 80 });
    await app.app.get(Upkeep).run();
    await app.settle();
    await app.settle();

    cast = await aCast(app);
    const people = [cast.auditor, cast.dpo, cast.procurement, await app.admin()];
    const readers: Caller[] = [...people, app.holding('m'.repeat(32)), app.anonymous()];
    const offenders: string[] = [];
    let read = 0;
    for (const path of places()) {
      let text: string | null = null;
      for (const reader of readers) {
        const answer = await reader.bare('get', path).buffer(true);
        if (answer.status !== 200) continue;
        text = answer.text || JSON.stringify(answer.body);
        break;
      }
      if (text === null) continue;
      read++;
      if ([...traces, 'Harbour'].some((trace) => text.includes(trace))) offenders.push(path);
    }
    expect(offenders).toEqual([]);
    expect(read).toBeGreaterThan(80);

    expect((await cast.auditor.get('/incidents?count=true')).body['total']).toBe(before.body['total']);
    const asked = items(await cast.auditor.get('/incidents?exercise=true&sort=createdAt'));
    expect(asked).toMatchObject([
      { id: closed, exercise: true, status: 'closed' },
      { id: open, exercise: true, status: 'confirmed' },
    ]);
    const draft = await done(cast.dpo.get(`/incidents/${open}/notice-draft?to=authority`));
    expect(draft['text']).toMatch(/^EXERCISE: nothing of this happened\. Do not send it\./);
    const late = items(await cast.auditor.get(`/incidents/${open}/obligations`)).find(
      (one) => one['code'] === 'SA_INITIAL',
    );
    const [overdue] = items(
      await cast.auditor.get(`/incidents/${open}/obligations/${String(late?.['id'])}/history`),
    );
    expect(overdue).toMatchObject({
      action: 'incident_obligation.overdue',
      reason: expect.stringMatching(/^exercise: /),
    });
    const { body } = await cast.auditor.get('/subscriptions/summary');
    expect(body['deliveries']).toEqual([]);
  });
});
