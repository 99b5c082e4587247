import type pg from 'pg';
import { TestApp, type Answer, type Body } from '../../support/app.js';
import { sql } from '../../support/database.js';
import {
  aCast,
  act,
  aReadyFlow,
  anActiveFlow,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';
import { report, sent } from '../../support/sharing.js';
import { contentOfTables } from '../../support/tables.js';

type Named = { pointer: string; code: string };

describe('the end of a data flow', () => {
  let app: TestApp;
  let cast: Cast;
  let owner: pg.Client;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    owner = await sql(app.database.ownerUrl);
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  const inDays = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const acts = ({ id }: Body, what: string, body: object, by = cast.procurement) =>
    act(by, `/data-flows/${id}`, what, body);
  const close = (flow: Body, body: object = {}) =>
    acts(flow, 'closure', { reason: 'Contract ended.', ...body });
  const certificate = (changes: object = {}) => ({
    ...{
      kind: 'deletion',
      issuedOn: inDays(0),
      scope: 'All of it, backups included',
      signedBy: 'Operations',
    },
    ...{ method: 'NIST SP 800-88 purge', subprocessorCopies: 'INCLUDED', exceptions: [] },
    ...changes,
  });
  const evidence = async () => {
    const file = { content: '%PDF-1.4\n%%EOF\n', name: 'certificate.pdf', type: 'application/pdf' };
    const { body } = await cast.procurement.upload('/evidence', file, {
      title: 'Certificate',
      kind: 'OTHER',
    });
    return body.id;
  };
  const listed = async (query: string) =>
    ((await done(cast.auditor.get(`/data-flows?${query}&limit=200`)))['items'] as Body[]).map(({ id }) => id);
  const warnings = async ({ id }: Body) =>
    (
      (await done(cast.auditor.get(`/data-flows/${id}/readiness`)))['unmet'] as {
        code: string;
        message: string;
      }[]
    )
      .filter(({ code }) => code.startsWith('CERTIFICATE'))
      .map(({ code }) => code);
  const refused = async (attempt: () => Promise<Answer>): Promise<Named[]> => {
    const before = await contentOfTables(owner);
    const { status, body } = await attempt();
    expect(status).toBe(400);
    expect(await contentOfTables(owner)).toEqual(before);
    return (body['errors'] as Named[]).map(({ pointer, code }) => ({ pointer, code }));
  };
  /** Active, and ten days have passed. */
  const longActive = async () => {
    const flow = await anActiveFlow(app, cast);
    app.clock.advance({ days: 10 });
    cast = await aCast(app);
    return flow;
  };

  it('without a certificate is listed as missing, and in the calendar, until it is there', async () => {
    const flow = await anActiveFlow(app, cast);
    const closed = await done(close(flow));
    expect(closed).toMatchObject({
      status: 'closed',
      endedOn: inDays(0),
      certificateMissing: true,
      certificate: null,
    });
    expect(await listed('certificateMissing=true')).toContain(flow.id);
    expect(await warnings(flow)).toEqual(['CERTIFICATE_MISSING']);
    const due = `/calendar?kind=certificate_due&vendorId=${String(flow['vendorId'])}`;
    expect((await done(cast.auditor.get(due)))['items']).toMatchObject([
      { day: inDays(30), subject: { type: 'data_flow', id: flow.id } },
    ]);
    app.clock.advance({ days: 400 });
    cast = await aCast(app);
    expect(await listed('certificateMissing=true')).toContain(flow.id);
    const given = certificate({ evidenceId: await evidence() });
    const certified = await done(acts(flow, 'certificate', given));
    expect(certified).toMatchObject({ certificateMissing: false, certificate: given });
    expect(await listed('certificateMissing=true')).not.toContain(flow.id);
    expect(await warnings(flow)).toEqual([]);
    expect((await done(cast.auditor.get(due)))['items']).toEqual([]);
    expect((await acts(flow, 'certificate', given)).body).toMatchObject({
      status: 409,
      code: 'data_flow.certificate_known',
    });
    expect((await cast.procurement.change(`/data-flows/${flow.id}`, { title: 'x' })).body).toMatchObject({
      code: 'data_flow.closed',
    });
  });

  it('with a certificate that leaves something open shows what, until a better one is there', async () => {
    const flow = await anActiveFlow(app, cast);
    const kept = { what: 'Pay slips', law: 'Tax code, section 147', until: inDays(20) };
    const first = certificate({ subprocessorCopies: 'STILL_HELD', method: null, exceptions: [kept] });
    const closed = await done(close(flow, { certificate: first }));
    expect(closed).toMatchObject({ certificateMissing: false, certificate: { exceptions: [kept] } });
    expect(await warnings(flow)).toEqual(Array(3).fill('CERTIFICATE_INCOMPLETE')); // method, document, sub-processors
    expect(await listed('certificateIncomplete=true')).toContain(flow.id);
    const exceptions = `/calendar?kind=legal_exception_end&vendorId=${String(flow['vendorId'])}`;
    expect((await done(cast.auditor.get(exceptions)))['items']).toMatchObject([{ day: inDays(20) }]);
    const whole = certificate({ evidenceId: await evidence(), exceptions: [kept] });
    await done(acts(flow, 'certificate', whole));
    expect(await warnings(flow)).toEqual([]);
    expect(await listed('certificateIncomplete=true')).not.toContain(flow.id);
    app.clock.advance({ days: 21 });
    cast = await aCast(app);
    expect(await warnings(flow)).toEqual(['CERTIFICATE_INCOMPLETE']);
    expect(await listed('certificateIncomplete=true')).toContain(flow.id);
    const { items } = await done(cast.auditor.get(`/data-flows/${flow.id}/history?sort=seq`));
    expect((items as Body[]).slice(-2).map(({ action }) => action)).toEqual([
      'data_flow.closed',
      'data_flow.certified',
    ]);
  });

  it('does not take a certificate from before the end, and names everything else that is wrong with it', async () => {
    const flow = await longActive();
    const early = certificate({
      issuedOn: inDays(-1),
      evidenceId: '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f',
      exceptions: [{ what: 'x', law: 'y', until: inDays(-2) }],
    });
    expect(await refused(() => close(flow, { certificate: early }))).toEqual([
      { pointer: '/certificate/issuedOn', code: 'before_end' },
      { pointer: '/certificate/exceptions/0/until', code: 'before_certificate' },
      { pointer: '/certificate/evidenceId', code: 'not_found' },
    ]);
    const ended = { endedOn: inDays(-3) };
    const ahead = certificate({ issuedOn: inDays(1) });
    expect(await refused(() => close(flow, { ...ended, certificate: ahead }))).toEqual([
      { pointer: '/certificate/issuedOn', code: 'in_future' },
    ]);
    const closed = await done(close(flow, { ...ended, certificate: certificate({ issuedOn: inDays(-1) }) }));
    expect(closed).toMatchObject({ endedOn: inDays(-3), certificate: { issuedOn: inDays(-1) } });
    const other = await longActive();
    await done(close(other));
    expect(await refused(() => acts(other, 'certificate', certificate({ issuedOn: inDays(-1) })))).toEqual([
      { pointer: '/issuedOn', code: 'before_end' },
    ]);
  });

  it('lies between the start and today, and not before what was really sent', async () => {
    const flow = await longActive();
    await done(report(cast.procurement, flow, sent(app, { at: `${inDays(-2)}T10:00:00Z` })));
    const codes = async (endedOn: string) =>
      (await refused(() => close(flow, { endedOn }))).map(({ code }) => code);
    expect(await codes(inDays(1))).toEqual(['in_future']);
    expect(await codes(inDays(-11))).toEqual(['before_start', 'events_after']);
    expect(await codes(inDays(-3))).toEqual(['events_after']);
    expect(await done(close(flow, { endedOn: inDays(-2) }))).toMatchObject({ endedOn: inDays(-2) });
  });

  it('of a draft asks for no certificate and has no last day', async () => {
    const flow = await aReadyFlow(app, cast);
    expect(await refused(() => close(flow, { endedOn: inDays(0) }))).toEqual([
      { pointer: '/endedOn', code: 'never_started' },
    ]);
    expect(await done(close(flow))).toMatchObject({
      status: 'closed',
      endedOn: null,
      certificateMissing: false,
    });
  });

  it('can be preceded by a stop at once: by the DPO or who judges security, and never without a reason', async () => {
    const assessor = await app.person('assessor');
    for (const by of [cast.dpo, assessor]) {
      const flow = await anActiveFlow(app, cast);
      const path = `/data-flows/${flow.id}/suspension`;
      expect((await by.post(path, {})).status).toBe(400);
      expect((await by.post(path, { reason: ' ' })).status).toBe(400);
      expect((await cast.auditor.get(`/data-flows/${flow.id}`)).body).toMatchObject({ status: 'active' });
      expect(await done(by.post(path, { reason: 'A breach.' }))).toMatchObject({
        status: 'suspended',
        suspendedBecause: 'A breach.',
      });
    }
    const flow = await anActiveFlow(app, cast);
    expect((await cast.requester.post(`/data-flows/${flow.id}/suspension`, { reason: 'x' })).status).toBe(
      403,
    );
  });
});
