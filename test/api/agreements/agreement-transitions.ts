import {
  agreementLifecycle,
  agreementStatuses,
  type AgreementStatus,
} from '../../../src/modules/agreements/domain/agreement.js';
import { amendmentStatuses, type AmendmentStatus } from '../../../src/modules/agreements/domain/amendment.js';
import { staffRoles, type StaffRole } from '../../../src/shared/roles.js';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import {
  aCast,
  act,
  aLegalEntity,
  anAgreementInForce,
  anApprovedVendor,
  done,
  standardForFlows,
  termsOf,
  wholeContent,
  type Cast,
} from '../../support/flows.js';

const movers: readonly StaffRole[] = ['procurement', 'dpo', 'approver'];

describe('every step of an agreement, by state and role', () => {
  let app: TestApp;
  let cast: Cast;
  let vendor: Body;
  let entity: Body;
  const people = new Map<StaffRole, Caller>();
  let lapsed: Body;

  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    lapsed = await aLapsedAmendment();
    cast = await aCast(app);
    vendor = await anApprovedVendor(cast);
    entity = await aLegalEntity(app);
    for (const role of staffRoles) people.set(role, await app.person(role));
  });
  afterAll(() => app.close());

  const as = (role: StaffRole) => people.get(role) ?? app.anonymous();
  const move = (id: string, to: AgreementStatus, by: Caller = cast.dpo) =>
    act(by, `/agreements/${id}`, 'transitions', { to, reason: 'as agreed' });
  const read = async (path: string) => (await cast.auditor.get(path)).body;

  const routes: Readonly<Record<AgreementStatus, readonly AgreementStatus[]>> = {
    draft: [],
    in_review: ['in_review'],
    signed: ['in_review', 'signed'],
    in_force: ['in_review', 'signed', 'in_force'],
    suspended: ['in_review', 'signed', 'in_force', 'suspended'],
    expired: ['in_review', 'signed', 'in_force'],
    terminated: ['in_review', 'signed', 'terminated'],
  };

  /** Reviewed by somebody who moves nothing, so that anybody who may move it may sign. */
  async function anAgreement(status: AgreementStatus): Promise<Body> {
    const made = await done(cast.procurement.post('/agreements', termsOf(vendor.id, entity.id)));
    const clauses = (made['clauses'] as { code: string }[]).map(({ code }) => ({ code, status: 'PRESENT' }));
    const path = `/agreements/${made.id}`;
    await done(cast.procurement.change(path, { clauses }));
    for (const to of routes[status]) await done(move(made.id, to));
    if (status === 'expired') await expire(made.id);
    return read(path);
  }

  async function expire(id: string): Promise<void> {
    await done(cast.procurement.change(`/agreements/${id}`, { effectiveTo: yesterday() }));
    await done(move(id, 'expired'));
  }

  const yesterday = () => new Date(app.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);

  const expected = (from: AgreementStatus, to: AgreementStatus, role: StaffRole): string => {
    if (!movers.includes(role)) return '403 auth.forbidden';
    if (!agreementLifecycle[from].includes(to)) return '409 agreement.cannot_move';
    return to === 'expired' ? '422 agreement.not_ready' : '200';
  };

  it.each(agreementStatuses)('from %s', async (from) => {
    let agreement = await anAgreement(from);
    expect(agreement['status']).toBe(from);
    const wrong: string[] = [];
    for (const role of staffRoles)
      for (const to of agreementStatuses) {
        const { status, body } = await move(agreement.id, to, as(role));
        const answer = status === 200 ? '200' : `${status} ${String(body['code'])}`;
        const after = await read(`/agreements/${agreement.id}`);
        const changed = after.revision !== agreement.revision;
        if (answer !== expected(from, to, role) || changed !== (status === 200))
          wrong.push(`${role}: ${from} > ${to} answered ${answer}, changed ${changed}`);
        if (changed) agreement = await anAgreement(from);
      }
    expect(wrong).toEqual([]);
  });

  const hasEnded = (status: AgreementStatus) => agreementLifecycle[status].length === 0;

  it.each(agreementStatuses.filter(hasEnded))(
    'no flow is placed under one that is %s, and one that was there is not submitted',
    async (status) => {
      const over = await anAgreement(status);
      const flows = async () => (await cast.auditor.get('/data-flows?count=true&limit=1')).body['total'];
      const before = await flows();
      expect((await cast.procurement.post('/data-flows', wholeContent(over.id))).body).toMatchObject({
        ...{ status: 400, code: 'request.invalid' },
        errors: [{ pointer: '/agreementId', code: 'agreement_over' }],
      });
      expect(await flows()).toBe(before);
      const agreement = await anAgreement('in_force');
      const flow = await done(cast.procurement.post('/data-flows', wholeContent(agreement.id)));
      await (status === 'expired' ? expire(agreement.id) : done(move(agreement.id, status)));
      await expectNoSubmission(flow);
    },
  );

  async function expectNoSubmission({ id }: Body): Promise<void> {
    const { body } = await act(cast.procurement, `/data-flows/${id}`, 'submission', {});
    expect(body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
    const unmet = body['unmet'] as { code: string }[];
    expect(unmet.map(({ code }) => code)).toContain('AGREEMENT_IN_FORCE');
    expect(await read(`/data-flows/${id}`)).toMatchObject({ status: 'draft', revision: 1 });
  }

  it.each(agreementStatuses.filter((status) => !hasEnded(status)))(
    'a flow under one that is %s is submitted only when that counts',
    async (status) => {
      const { id } = await anAgreement(status);
      const flow = await done(cast.procurement.post('/data-flows', wholeContent(id)));
      if (status !== 'in_force') return expectNoSubmission(flow);
      const { body } = await act(cast.procurement, `/data-flows/${flow.id}`, 'submission', {});
      expect(body).toMatchObject({ status: 'submitted' });
    },
  );

  /** Signed for a day on which its agreement was over. */
  async function aLapsedAmendment(): Promise<Body> {
    const { id } = await anAgreementInForce(app, cast);
    const amendment = await anAmendment(id, 1);
    await done(act(cast.dpo, pathOf(amendment), 'signature', { reason: 'Signed.' }));
    await done(move(id, 'terminated'));
    app.clock.advance({ days: 2 });
    await app.settle();
    return amendment;
  }

  const pathOf = ({ id, ...amendment }: Body) =>
    `/agreements/${String(amendment['agreementId'])}/amendments/${id}`;

  function anAmendment(agreementId: string, days: number): Promise<Body> {
    const effectiveFrom = new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
    const given = { changes: { breachNoticeHours: 12 }, effectiveFrom, reason: 'Sooner.' };
    return done(cast.procurement.post(`/agreements/${agreementId}/amendments`, given));
  }

  async function amendmentThatIs(status: AmendmentStatus): Promise<Body> {
    if (status === 'lapsed') return read(pathOf(lapsed));
    const agreement = await anAgreement('in_force');
    const amendment = await anAmendment(agreement.id, status === 'in_force' ? 0 : 30);
    const path = pathOf(amendment);
    if (status === 'signed' || status === 'in_force')
      await done(act(cast.dpo, path, 'signature', { reason: 'Signed.' }));
    if (status === 'withdrawn') await done(act(cast.dpo, path, 'withdrawal', { reason: 'No.' }));
    return read(path);
  }

  const acts = {
    signature: { roles: movers, from: ['draft'] },
    withdrawal: { roles: ['procurement', 'dpo'], from: ['draft', 'signed'] },
  } as const satisfies Record<string, { roles: readonly StaffRole[]; from: readonly AmendmentStatus[] }>;

  it.each(amendmentStatuses)('of an amendment that is %s', async (from) => {
    let amendment = await amendmentThatIs(from);
    expect(amendment['status']).toBe(from);
    const wrong: string[] = [];
    for (const what of ['signature', 'withdrawal'] as const)
      for (const role of staffRoles) {
        const { status, body } = await act(as(role), pathOf(amendment), what, { reason: 'So it is.' });
        const answer = status === 200 ? '200' : `${status} ${String(body['code'])}`;
        const { roles, from: states } = acts[what];
        const may = (roles as readonly StaffRole[]).includes(role);
        const fits = (states as readonly AmendmentStatus[]).includes(from);
        const right = !may ? '403 auth.forbidden' : fits ? '200' : '409 agreement_amendment.cannot_move';
        const after = await read(pathOf(amendment));
        const changed = after.revision !== amendment.revision;
        if (answer !== right || changed !== (status === 200))
          wrong.push(`${role}: ${what} of ${from} answered ${answer} and not ${right}, changed ${changed}`);
        if (changed) amendment = await amendmentThatIs(from);
      }
    expect(wrong).toEqual([]);
  });
});
