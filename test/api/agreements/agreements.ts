import { TestApp, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  aLegalEntity,
  anAgreementInForce,
  aVendor,
  done,
  standardForFlows,
  termsOf,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';

describe('agreements', () => {
  let app: TestApp;
  let cast: Cast;
  let vendor: Body;
  let entity: Body;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    vendor = await aVendor(cast);
    entity = await aLegalEntity(app);
  });
  afterAll(() => app.close());

  const draft = (fields: object = {}) =>
    cast.procurement.post('/agreements', { ...termsOf(vendor.id, entity.id), ...fields });
  const move = (id: string, to: string, by = cast.dpo) =>
    act(by, `/agreements/${id}`, 'transitions', { to, reason: 'as agreed' });
  const codesOf = (body: Body) => (body['unmet'] as { code: string }[]).map(({ code }) => code);

  describe('drafting', () => {
    it('lays out the whole list of Art. 28(3) and names what nobody has reviewed', async () => {
      const { status, body, headers } = await draft({
        clauses: [
          { code: 'A28_3_H_AUDIT', status: 'MISSING' },
          { code: 'A28_4_LIABILITY', status: 'NOT_APPLICABLE', note: 'No sub-processors.' },
        ],
      });
      expect([status, headers['etag']]).toEqual([201, '"1"']);
      expect(body).toMatchObject({
        status: 'draft',
        kind: 'data_processing',
        autoRenewal: false,
        parties: [],
      });
      expect(body['clauses']).toHaveLength(20);
      const check = body['clauseCheck'] as { missing: object[]; notReviewed: object[] };
      expect(check).toMatchObject({
        complete: false,
        missing: [{ code: 'A28_3_H_AUDIT', law: 'GDPR Art. 28(3)(h)' }],
        partial: [],
      });
      expect(check.notReviewed).toHaveLength(18);
    });

    it('gives a reference to one that came without', async () => {
      const { body } = await draft({ reference: undefined });
      expect(body['reference']).toMatch(/^AGR-[0-9A-F]{8}$/);
    });

    it('is refused with every bad field at once, and nothing is stored', async () => {
      const { body: before } = await cast.auditor.get('/agreements?count=true');
      const nobody = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';
      const { body } = await draft({
        vendorId: nobody,
        parentId: nobody,
        documents: [nobody],
        clauses: [{ code: 'A28_3_H_AUDIT', status: 'NOT_APPLICABLE' }],
      });
      expect(body).toMatchObject({ status: 400, code: 'request.invalid' });
      expect(
        (body['errors'] as { pointer: string; code: string }[]).map(({ pointer, code }) => [pointer, code]),
      ).toEqual([
        ['/clauses', 'note_missing'],
        ['/vendorId', 'not_found'],
        ['/parentId', 'not_found'],
        ['/documents/0', 'not_found'],
      ]);
      expect((await cast.auditor.get('/agreements?count=true')).body['total']).toBe(before['total']);
    });

    it('is refused for codes, kinds and days that do not exist', async () => {
      const { body } = await draft({
        kind: 'handshake',
        effectiveFrom: '2026-02-30',
        clauses: [{ code: 'A99', status: 'FINE' }],
        colour: 'red',
      });
      expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
        '/clauses/0/code',
        '/clauses/0/status',
        '/colour',
        '/effectiveFrom',
        '/kind',
      ]);
    });

    it('is refused under a reference that is in use', async () => {
      const { body: first } = await draft();
      const { body } = await draft({ reference: first['reference'] });
      expect(body).toMatchObject({ status: 409, code: 'agreement.reference_in_use' });
    });

    it.each(['admin', 'requester', 'assessor', 'dpo', 'approver', 'auditor'] as const)(
      'is not for the role %s',
      async (role) => {
        const somebody = await app.person(role);
        const { body } = await somebody.post('/agreements', termsOf(vendor.id, entity.id));
        expect(body).toMatchObject({ status: 403, code: 'auth.forbidden' });
      },
    );
  });

  describe('changing', () => {
    it('judges single clauses, keeps the others, and remembers who judged', async () => {
      const { body: made } = await draft();
      const path = `/agreements/${made.id}`;
      await done(
        cast.procurement.change(path, { clauses: [{ code: 'A28_3_C_SECURITY', status: 'PARTIAL' }] }),
      );
      const body = await done(
        cast.dpo.change(path, { clauses: [{ code: 'A28_3_H_AUDIT', status: 'PRESENT' }] }),
      );
      const reviewed = (body['clauses'] as { code: string; reviewedById: string | null }[]).filter(
        ({ reviewedById }) => reviewedById !== null,
      );
      expect(reviewed.map(({ code, reviewedById }) => [code, reviewedById])).toEqual([
        ['A28_3_C_SECURITY', cast.procurement.id],
        ['A28_3_H_AUDIT', cast.dpo.id],
      ]);
      expect(body['clauseCheck']).toMatchObject({ partial: [{ code: 'A28_3_C_SECURITY' }] });
      expect(body.revision).toBe(3);
    });

    it('needs If-Match, and the revision that is current', async () => {
      const { body: made } = await draft();
      const path = `/agreements/${made.id}`;
      expect((await cast.procurement.patch(path, { governingLaw: 'X' })).status).toBe(428);
      expect((await cast.procurement.patch(path, { governingLaw: 'X' }, { 'if-match': '"7"' })).status).toBe(
        412,
      );
      expect((await cast.procurement.get(path)).body).toMatchObject({ revision: 1, governingLaw: null });
    });

    it('shows what it was at a moment, and every revision', async () => {
      const { body: made } = await draft({ governingLaw: 'German law' });
      const path = `/agreements/${made.id}`;
      const then = app.clock.now().toISOString();
      app.clock.advance({ seconds: 5 });
      await done(cast.procurement.change(path, { governingLaw: 'Irish law', breachNoticeHours: null }));
      expect((await cast.auditor.get(`${path}?at=${then}`)).body).toMatchObject({
        revision: 1,
        governingLaw: 'German law',
        effectiveFrom: '2026-01-01',
        breachNoticeHours: 24,
      });
      const { body } = await cast.auditor.get(`${path}/history`);
      expect(
        (body['items'] as { action: string; changed: string[] }[]).map(({ action, changed }) => [
          action,
          changed[0],
        ]),
      ).toEqual([
        ['agreement.changed', 'breachNoticeHours'],
        ['agreement.created', 'autoRenewal'],
      ]);
    });
  });

  describe('its life', () => {
    it('goes over review and signature into force, and the refusal before names every reason', async () => {
      const { body: made } = await draft({ clauses: [{ code: 'A28_3_H_AUDIT', status: 'MISSING' }] });
      const path = `/agreements/${made.id}`;
      await done(move(made.id, 'in_review'));
      await done(move(made.id, 'signed'));
      const refused = await move(made.id, 'in_force');
      expect(refused.body).toMatchObject({ status: 422, code: 'agreement.not_ready' });
      expect(codesOf(refused.body)).toEqual([
        'CLAUSE_MISSING',
        ...Array<string>(19).fill('CLAUSE_NOT_REVIEWED'),
      ]);
      expect((await cast.auditor.get(path)).body).toMatchObject({ status: 'signed', revision: 3 });

      const clauses = (made['clauses'] as { code: string }[]).map(({ code }) => ({
        code,
        status: 'PRESENT',
      }));
      await done(
        cast.procurement.change(path, {
          clauses: [...clauses.slice(1), { ...clauses[0], status: 'PARTIAL' }],
        }),
      );
      const inForce = await done(move(made.id, 'in_force'));
      expect(inForce).toMatchObject({
        status: 'in_force',
        signedOn: app.clock.today(),
        effectiveFrom: '2026-01-01',
        clauseCheck: { missing: [], notReviewed: [], partial: [{ code: 'A28_SUBJECT_MATTER' }] },
      });
      const ended = await done(
        act(cast.procurement, path, 'transitions', { to: 'terminated', reason: 'Moved.' }),
      );
      expect(ended).toMatchObject({ status: 'terminated', endedOn: app.clock.today() });
      expect((await cast.procurement.change(path, { governingLaw: 'X' })).body).toMatchObject({
        code: 'agreement.over',
      });
    });

    it('is not signed by whoever reviewed its clauses', async () => {
      const { body: made } = await draft({ clauses: [{ code: 'A28_3_H_AUDIT', status: 'PRESENT' }] });
      await done(move(made.id, 'in_review', cast.procurement));
      const { body } = await move(made.id, 'signed', cast.procurement);
      expect(body).toMatchObject({ status: 403, code: 'agreement.own_review' });
      expect(await done(move(made.id, 'signed', cast.approver))).toMatchObject({ status: 'signed' });
    });

    it('refuses steps that are not in the table, and days that lie ahead', async () => {
      const { body: made } = await draft();
      expect((await move(made.id, 'in_force')).body).toMatchObject({
        status: 409,
        code: 'agreement.cannot_move',
        allowed: ['in_review'],
      });
      const path = `/agreements/${made.id}`;
      const ahead = await act(cast.dpo, path, 'transitions', {
        to: 'in_review',
        reason: 'x',
        on: '2199-01-01',
      });
      expect(ahead.body).toMatchObject({ status: 400, errors: [{ pointer: '/on', code: 'in_future' }] });
      expect((await cast.auditor.get(path)).body).toMatchObject({ status: 'draft', revision: 1 });
    });

    it('fixes the parties and the kind with the signature', async () => {
      const agreement = await anAgreementInForce(app, cast);
      const { body } = await cast.procurement.change(`/agreements/${agreement.id}`, { vendorId: vendor.id });
      expect(body).toMatchObject({ status: 409, code: 'agreement.settled' });
    });

    it('is not moved by a key, whatever its roles', async () => {
      const { body: made } = await draft();
      const admin = await app.admin();
      const { body: key } = await admin.post('/api-keys', {
        name: 'robot',
        roles: ['procurement'],
        expiresAt: new Date(app.clock.now().getTime() + 1e9).toISOString(),
      });
      const robot = app.holding(String(key['secret']));
      const { body } = await act(robot, `/agreements/${made.id}`, 'transitions', {
        to: 'in_review',
        reason: 'x',
      });
      expect(body).toMatchObject({ status: 403, code: 'auth.person_needed' });
    });
  });

  it('are listed by vendor, kind, state and text, with the same number of queries however many', async () => {
    const own = await aVendor(cast, { name: 'Quillon Payroll' });
    for (let n = 0; n < 3; n++) await done(draft({ vendorId: own.id }));
    const references = async (query: string) => {
      const { body } = await cast.auditor.get(`/agreements?${query}&sort=reference`);
      return (body['items'] as Body[]).length;
    };
    expect(await references(`vendorId=${own.id}`)).toBe(3);
    expect(await references('q=quillon')).toBe(3);
    expect(await references(`vendorId=${own.id}&status=in_force`)).toBe(0);
    expect(await references(`vendorId=${own.id}&kind=other`)).toBe(0);
    const { one, many, rows } = await queriesOfPage(app, cast.auditor, '/agreements');
    expect(rows).toBeGreaterThan(3);
    expect(many).toBe(one);
  });

  it('end by themselves after their last day, by the calendar', async () => {
    const agreement = await anAgreementInForce(app, cast, { effectiveTo: app.clock.today() });
    const path = `/agreements/${agreement.id}`;
    await app.settle();
    expect((await cast.auditor.get(path)).body).toMatchObject({ status: 'in_force' });
    app.clock.advance({ days: 1 });
    await app.settle();
    const auditor = await app.person('auditor');
    expect((await auditor.get(path)).body).toMatchObject({
      status: 'expired',
      endedOn: agreement['effectiveTo'],
    });
  });
});
