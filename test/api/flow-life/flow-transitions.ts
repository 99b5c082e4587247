import { dataFlowStatuses, type DataFlowStatus } from '../../../src/modules/agreements/domain/data-flow.js';
import { addDays, type LocalDate } from '../../../src/shared/local-date.js';
import { staffRoles, type StaffRole } from '../../../src/shared/roles.js';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import { aCast, act, anActiveFlow, anApprovedFlow, aReadyFlow, aSubmittedFlow } from '../../support/flows.js';
import { done, standardForFlows, type Cast } from '../../support/flows.js';

type Act = Readonly<{
  roles: readonly StaffRole[];
  /** Where it is allowed. */
  from: readonly DataFlowStatus[];
  /** As which it then stands; nothing where it stays what it was. */
  to?: DataFlowStatus;
  body: object;
  /** Why it is refused elsewhere. */
  code?: Partial<Record<DataFlowStatus, string>>;
  path?: string;
  /** It answers, and changes nothing of the flow itself. */
  unrevised?: true;
}>;

const everywhere = '409 data_flow.cannot_move';
const judging = { outcome: 'approved', rationale: 'Fine.' };
const conditions = [{ text: 'Rotate the keys.', kind: 'by_date', dueOn: '2199-01-01' }];

/** Every act by which a flow moves: written down once more, apart from the code. */
const acts: Readonly<Record<string, Act>> = {
  submission: {
    roles: ['requester', 'procurement'],
    from: ['draft', 'rejected', 'stale', 'expired'],
    to: 'submitted',
    body: {},
  },
  'submission in an emergency': {
    roles: ['requester', 'procurement'],
    from: ['draft', 'rejected', 'stale', 'expired'],
    to: 'submitted',
    body: { emergency: { reason: 'The provider of before fails.' } },
    path: 'submission',
  },
  opinion: {
    roles: ['dpo'],
    from: ['submitted'],
    body: { opinion: 'favourable', reasons: 'Little data.' },
    unrevised: true,
  },
  approval: { roles: ['dpo'], from: ['submitted'], to: 'approved', body: judging, path: 'decision' },
  'approval with conditions': {
    roles: ['dpo'],
    from: ['submitted'],
    to: 'approved_with_conditions',
    body: { ...judging, outcome: 'approved_with_conditions', conditions },
    path: 'decision',
  },
  rejection: {
    roles: ['dpo'],
    from: ['submitted'],
    to: 'rejected',
    body: { ...judging, outcome: 'rejected' },
    path: 'decision',
  },
  'approval in an emergency, the first of two': {
    roles: ['dpo'],
    from: ['submitted'],
    body: { ...judging, emergency: { reason: 'It cannot wait.' } },
    path: 'decision',
  },
  activation: {
    roles: ['requester', 'procurement', 'dpo', 'approver'],
    from: ['approved', 'approved_with_conditions'],
    to: 'active',
    body: {},
  },
  suspension: {
    roles: ['procurement', 'assessor', 'dpo', 'approver'],
    from: ['active'],
    to: 'suspended',
    body: { reason: 'A breach.' },
  },
  resumption: { roles: ['dpo'], from: ['suspended'], to: 'active', body: { reason: 'Mended.' } },
  review: {
    roles: ['dpo'],
    from: [],
    body: { outcome: 'confirmed', reasons: 'As planned.' },
    code: {
      approved: '409 data_flow.nothing_to_review',
      approved_with_conditions: '409 data_flow.nothing_to_review',
      active: '409 data_flow.nothing_to_review',
      suspended: '409 data_flow.nothing_to_review',
    },
  },
  closure: {
    roles: ['procurement', 'dpo'],
    from: dataFlowStatuses.filter((status) => status !== 'closed'),
    to: 'closed',
    body: { reason: 'Not needed any more.' },
  },
};

/** An approver is let in where two decide, and is refused as the first. */
const approversFirst: readonly string[] = ['decision'];

describe('every act on a data flow, by state and role', () => {
  let app: TestApp;
  let cast: Cast;
  let lastDay: LocalDate;
  const people = new Map<StaffRole, Caller>();
  const expired: Body[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440' });
    cast = await aCast(app);
    await standardForFlows(cast);
    lastDay = app.clock.today();
    for (let nth = 0; nth < 8; nth++) expired.push(await anApprovedFlow(app, cast, { validUntil: lastDay }));
    app.clock.advance({ days: 1 });
    cast = await aCast(app);
    await app.settle();
    for (const role of staffRoles) people.set(role, await app.person(role));
  });
  afterAll(() => app.close());

  const as = (role: StaffRole) => people.get(role) ?? app.anonymous();
  const read = async ({ id }: Body) => (await cast.auditor.get(`/data-flows/${id}`)).body;
  const on = (by: Caller, { id }: Body, what: string, body: object = {}) =>
    done(act(by, `/data-flows/${id}`, what, body));

  const made: Readonly<Record<DataFlowStatus, () => Promise<Body>>> = {
    draft: () => aReadyFlow(app, cast),
    submitted: () => aSubmittedFlow(app, cast),
    approved: () => anApprovedFlow(app, cast),
    approved_with_conditions: () =>
      anApprovedFlow(app, cast, { outcome: 'approved_with_conditions', conditions }),
    rejected: async () =>
      on(cast.dpo, await aSubmittedFlow(app, cast), 'decision', { ...judging, outcome: 'rejected' }),
    active: () => anActiveFlow(app, cast),
    suspended: async () => on(cast.dpo, await anActiveFlow(app, cast), 'suspension', { reason: 'x' }),
    stale: async () => {
      const { id } = await anActiveFlow(app, cast);
      const locations = [{ country: 'FR', kind: 'storage' }];
      return done(cast.procurement.change(`/data-flows/${id}`, { locations }));
    },
    expired: async () => read(expired.pop() as Body),
    closed: async () => on(cast.procurement, await aReadyFlow(app, cast), 'closure', { reason: 'x' }),
  };

  const expected = (
    { roles, from, code, path }: Act,
    what: string,
    at: { status: DataFlowStatus; role: StaffRole },
  ) => {
    const { status, role } = at;
    const deciding = approversFirst.includes(path ?? what);
    if (!roles.includes(role) && !(deciding && role === 'approver')) return '403 auth.forbidden';
    if (deciding && role === 'approver' && status === 'submitted') return '403 data_flow.first_decider';
    return from.includes(status) ? '200' : (code?.[status] ?? everywhere);
  };

  it.each(dataFlowStatuses)('from %s', async (status) => {
    let flow = await made[status]();
    expect(flow['status']).toBe(status);
    const wrong: string[] = [];
    for (const [what, rule] of Object.entries(acts))
      for (const role of staffRoles) {
        const seen = { 'if-match': `"${flow.revision}"` };
        const answer = await as(role).post(`/data-flows/${flow.id}/${rule.path ?? what}`, rule.body, seen);
        const said = answer.status === 200 ? '200' : `${answer.status} ${String(answer.body['code'])}`;
        const after = await read(flow);
        const moved = after['status'] !== status || after.revision !== flow.revision;
        const right = expected(rule, what, { status, role });
        const stands = said === '200' ? (rule.to ?? status) : status;
        if (said !== right || after['status'] !== stands || moved !== (said === '200' && !rule.unrevised))
          wrong.push(
            `${role}: ${what} of ${status} answered ${said} and not ${right}, is ${String(after['status'])}`,
          );
        if (said === '200') flow = await made[status]();
      }
    expect(wrong).toEqual([]);
  });

  it.each(dataFlowStatuses)('nothing of it by an API key, whatever its roles, from %s', async (status) => {
    const admin = await app.admin();
    const key = await done(
      admin.post('/api-keys', {
        name: `All, ${status}`,
        roles: ['procurement', 'dpo', 'approver'],
        expiresAt: `${addDays(app.clock.today(), 2)}T00:00:00Z`,
      }),
    );
    const holder = app.holding(String(key['secret']));
    const flow = await made[status]();
    for (const [what, { path, body }] of Object.entries(acts).filter(
      ([name]) => !name.startsWith('submission'),
    )) {
      const answer = await act(holder, `/data-flows/${flow.id}`, path ?? what, body);
      expect([what, answer.status, answer.body['code']]).toEqual([what, 403, 'auth.person_needed']);
    }
    expect(await read(flow)).toMatchObject({ status, revision: flow.revision });
  });

  it('an approval of what changed a second ago is refused, whatever changed', async () => {
    const flow = await made.submitted();
    const etag = `"${flow.revision}"`;
    await done(cast.procurement.change(`/data-flows/${flow.id}`, { title: 'Another title' }));
    const answer = await cast.dpo.post(`/data-flows/${flow.id}/decision`, judging, { 'if-match': etag });
    expect(answer.body).toMatchObject({ status: 412 });
    expect(await read(flow)).toMatchObject({ status: 'submitted', decisionId: null });
  });

  it('one of several acts at the same moment counts', async () => {
    const flow = await made.submitted();
    const at = { 'if-match': `"${flow.revision}"` };
    const path = `/data-flows/${flow.id}`;
    const answers = await Promise.all([
      cast.dpo.post(`${path}/decision`, judging, at),
      cast.secondDpo.post(`${path}/decision`, { ...judging, outcome: 'rejected' }, at),
      cast.procurement.post(`${path}/closure`, { reason: 'Not needed.' }, at),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect((await read(flow)).revision).toBe(flow.revision + 1);
  });

  it('who drafted does not approve with a second role or a key of theirs', async () => {
    const both = await app.person('procurement', 'dpo');
    const draft = await made.draft();
    await done(both.change(`/data-flows/${draft.id}`, { sourceSystem: 'Other' }));
    const flow = await on(cast.procurement, draft, 'submission');
    const answer = await act(both, `/data-flows/${flow.id}`, 'decision', judging);
    expect(answer.body).toMatchObject({ status: 403, code: 'data_flow.own_submission' });
    expect(await read(flow)).toMatchObject({ status: 'submitted', revision: flow.revision });
  });
});
