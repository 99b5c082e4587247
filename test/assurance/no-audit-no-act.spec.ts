import type pg from 'pg';
import { TestApp, type Answer, type Body, type Caller } from '../support/app.js';
import { completedAssessment, sentAssessment, submittedAssessment } from '../support/assessments.js';
import { sql } from '../support/database.js';
import { pdf } from '../support/files.js';
import {
  act,
  aCast,
  anActiveFlow,
  anApprovedFlow,
  anApprovedVendor,
  aSubmittedFlow,
  done,
  standardForFlows,
  type Cast,
} from '../support/flows.js';
import { contentOfTables } from '../support/tables.js';

type Act = readonly [name: string, make: () => Promise<Answer>];

/** P2 for what made-up requests do not come to: acts that are right in every respect, and are not on record. */
describe('while the ledger takes no entry, nobody', () => {
  let app: TestApp;
  let owner: pg.Client;
  let cast: Cast;
  let assessor: Caller;
  const acts: Act[] = [];
  const add = (name: string, make: () => Promise<Answer>) => acts.push([name, make]);
  const patch = async (caller: Caller, path: string, body: object) => caller.change(path, body);
  const remove = async (caller: Caller, path: string) => {
    const { headers } = await caller.get(path);
    return caller.delete(path, { 'if-match': headers['etag'] });
  };

  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '600' });
    cast = await aCast(app);
    assessor = await app.person('assessor');
    await standardForFlows(cast);
    await prepareFlows();
    await prepareVendor();
    await prepareFindings();
    await prepareAssessments();
    owner = await sql(app.database.ownerUrl);
    await owner.query(`CREATE FUNCTION no_more_entries() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'the disk of the ledger is full' USING ERRCODE = 'disk_full'; END $$`);
    await owner.query(`CREATE TRIGGER no_more_entries BEFORE INSERT ON ledger_entry
      FOR EACH STATEMENT EXECUTE FUNCTION no_more_entries()`);
  }, 300_000);
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  async function prepareFlows(): Promise<void> {
    const { procurement, dpo } = cast;
    const path = ({ id }: Body) => `/data-flows/${id}`;
    const submitted = path(await aSubmittedFlow(app, cast));
    const decision = { outcome: 'approved', rationale: 'Fine.' };
    add('decides on a data flow', () => act(dpo, submitted, 'decision', decision));
    const imposed = { text: 'Rotate the keys.', kind: 'before_activation' };
    const conditional = await anApprovedFlow(app, cast, {
      outcome: 'approved_with_conditions',
      conditions: [imposed],
    });
    const condition = (conditional['conditions'] as { id: string }[])[0]?.id ?? '';
    add('fulfils a condition', () =>
      act(procurement, path(conditional), `conditions/${condition}/fulfilment`, { note: 'Done.' }),
    );
    const active = path(await anActiveFlow(app, cast));
    add('suspends a data flow', () => act(dpo, active, 'suspension', { reason: 'A breach.' }));
    const suspended = path(await anActiveFlow(app, cast));
    await done(act(dpo, suspended, 'suspension', { reason: 'A breach.' }));
    add('resumes a data flow', () => act(dpo, suspended, 'resumption', { reason: 'It is over.' }));
    const closed = path(await anActiveFlow(app, cast));
    await done(act(dpo, closed, 'closure', { reason: 'Not needed any more.' }));
    const issuedOn = app.clock.today();
    const certificate = { kind: 'deletion', issuedOn, scope: 'All.', signedBy: 'Operations' };
    add('adds a certificate of deletion', () => act(dpo, closed, 'certificate', certificate));
    const changes = '/settings/approval.mode/changes';
    const change = await done(dpo.post(changes, { mode: 'dpo_advises', reason: 'As resolved.' }));
    add('confirms another way of deciding', () =>
      act(cast.approver, `${changes}/${change.id}`, 'confirmation', { reason: 'Agreed.' }),
    );
    const draft = await done(
      dpo.post('/standards', { title: 'Next', note: 'Next', requirements: await requirements() }),
    );
    add('publishes a standard', () =>
      act(cast.secondDpo, `/standards/${draft.id}`, 'publication', { reason: 'Read.' }),
    );
  }

  async function requirements(): Promise<unknown> {
    const { body } = await cast.auditor.get('/standards?status=published');
    return (body['items'] as { requirements: unknown }[])[0]?.requirements;
  }

  async function prepareVendor(): Promise<void> {
    const { procurement, requester } = cast;
    const { id: vendorId } = await anApprovedVendor(cast);
    const profile = { sensitivity: 1, volume: 1, access: 1, criticality: 1, transferExposure: 1 };
    await done(procurement.put(`/vendors/${vendorId}/risk-profile`, { ...profile, rationale: 'Little.' }));
    add('replaces a risk profile', async () => {
      const { headers } = await procurement.get(`/vendors/${vendorId}/risk-profile`);
      const body = { ...profile, volume: 2, rationale: 'More people.' };
      return procurement.put(`/vendors/${vendorId}/risk-profile`, body, { 'if-match': headers['etag'] });
    });
    await completedAssessment(app, vendorId);
    add('has a score computed', () => procurement.post(`/vendors/${vendorId}/audit-scores`, {}));
    const certifications = `/vendors/${vendorId}/certifications`;
    const one = await done(procurement.post(certifications, { scheme: 'ISO_27001' }));
    add('changes a certification', () =>
      patch(procurement, `${certifications}/${one.id}`, { scope: 'Platform' }),
    );
    add('removes a certification', () => remove(procurement, `${certifications}/${one.id}`));
    const wish = {
      ...{ kind: 'vendor', what: 'A mailer', forWhom: 'Marketing', whichData: 'Addresses', why: 'Letters' },
      vendorName: 'Wished For',
    };
    const ask = async () => `/intake-requests/${(await done(requester.post('/intake-requests', wish))).id}`;
    const [path, other] = [await ask(), await ask()];
    add('changes an intake request', () => patch(requester, path, { why: 'More letters' }));
    add('withdraws an intake request', () => act(requester, path, 'withdrawal', { reason: 'Not needed.' }));
    add('answers an intake request', () =>
      act(procurement, other, 'triage', { outcome: 'refused', reason: 'We have one.' }),
    );
    const file = { content: pdf('policy'), name: 'policy.pdf' };
    add('stores evidence', () =>
      procurement.upload('/evidence', file, { title: 'Policy', kind: 'POLICY', vendorId }),
    );
    const about = { title: 'Report', kind: 'PENETRATION_TEST', vendorId };
    const report = await done(procurement.upload('/evidence', { ...file, content: pdf('report') }, about));
    const stored = `/evidence/${report.id}`;
    add('stores a version of evidence', () =>
      procurement.upload(`${stored}/versions`, file, { title: 'Report 2' }),
    );
    add('changes evidence', () => patch(procurement, stored, { issuer: 'Somebody' }));
    add('verifies evidence', () =>
      act(cast.dpo, stored, 'verification', { outcome: 'verified', note: 'Seen.' }),
    );
    add('erases evidence', () =>
      act(cast.dpo, stored, 'erasure', { reason: 'It names patients.', legalGround: 'GDPR Art. 17(1)(d)' }),
    );
    add('imports vendors', () =>
      procurement.upload('/vendors/import', { content: 'name\nImported Ltd\n', name: 'vendors.csv' }),
    );
  }

  async function prepareFindings(): Promise<void> {
    const { id: vendorId } = await anApprovedVendor(cast);
    const audit = await done(
      assessor.post('/audits', {
        ...{ vendorId, kind: 'on_site', scope: 'Payroll', performedOn: '2026-06-01' },
        ...{ auditor: 'Internal audit', conclusion: 'Sound.' },
      }),
    );
    add('changes an audit', () => patch(assessor, `/audits/${audit.id}`, { conclusion: 'Sound, mostly.' }));
    const gap = { vendorId, source: 'other', severity: 'high', title: 'Backups are not deleted' };
    const finding = await done(assessor.post('/findings', gap));
    add('changes a finding', () =>
      patch(assessor, `/findings/${finding.id}`, { title: 'Backups are kept for ever' }),
    );
    add('moves a finding', () =>
      act(assessor, `/findings/${finding.id}`, 'transitions', { to: 'in_remediation', reason: 'Begun.' }),
    );
    const planned = await done(
      assessor.post('/audits', {
        ...{
          vendorId,
          kind: 'remote',
          scope: 'Payroll',
          plannedFor: '2027-06-01',
          auditor: 'Internal audit',
        },
      }),
    );
    add('performs an audit', () =>
      act(assessor, `/audits/${planned.id}`, 'transitions', { to: 'performed', performedOn: '2026-06-01' }),
    );
    add('raises a finding of an audit', () =>
      assessor.post(`/audits/${audit.id}/findings`, { severity: 'low', title: 'Screens do not lock' }),
    );
    const links = `/vendors/${vendorId}/remediation-links`;
    add('makes a link to findings', () => cast.procurement.post(links, { email: 'sam@vendor.example' }));
    const link = await done(cast.procurement.post(links, { email: 'sam@vendor.example' }));
    const vendor = app.holding(String(link['token']));
    const path = `/remediation/findings/${finding.id}`;
    add('plans as the vendor', () =>
      vendor.put(`${path}/plan`, { text: 'Soon.', plannedFor: '2027-06-01' }, { 'if-match': '*' }),
    );
    add('reports as the vendor', () => vendor.post(`${path}/updates`, { text: 'It goes well.' }));
    add('attaches as the vendor', () =>
      vendor.upload(`${path}/evidence`, { content: pdf('log'), name: 'log.pdf' }),
    );
    add('writes on a finding', () =>
      assessor.post(`/findings/${finding.id}/updates`, { text: 'Noted.', visibleToVendor: false }),
    );
    const taken = await done(cast.procurement.post(links, { email: 'tom@vendor.example' }));
    add('takes a link back', () => cast.procurement.post(`${links}/${taken.id}/revocation`));
  }

  async function prepareAssessments(): Promise<void> {
    const { procurement } = cast;
    const { id: vendorId } = await anApprovedVendor(cast);
    const sent = await sentAssessment(app, vendorId);
    const path = `/assessments/${sent.id}`;
    add('changes an assessment', () => patch(procurement, path, { scope: 'A part' }));
    const file = { content: pdf('policy'), name: 'policy.pdf' };
    const attached = await done(sent.respondent.upload('/respond/evidence', file, { questionId: 'policy' }));
    add('takes evidence away from an answer', () =>
      sent.respondent.delete(`/respond/evidence/${attached.id}`),
    );
    add('revokes an invitation', () =>
      act(procurement, `${path}/invitations/${sent.invitationId}`, 'revocation', { reason: 'Left.' }),
    );
    const waiting = `/assessments/${(await submittedAssessment(app, vendorId)).id}`;
    add('begins a review', () => act(assessor, waiting, 'review', {}));
    const reviewed = `/assessments/${(await submittedAssessment(app, vendorId)).id}`;
    await done(act(assessor, reviewed, 'review', {}));
    add('reviews an answer', () => assessor.put(`${reviewed}/reviews/policy`, { verdict: 'accepted' }));
    add('returns an assessment', () => act(assessor, reviewed, 'return', { reason: 'Unclear.' }));
  }

  it('acts at all: each of these is refused as the ledger is, and changes nothing', async () => {
    const before = await contentOfTables(owner);
    const outcomes: Record<string, string> = {};
    for (const [name, make] of acts) {
      const { status, body } = await make();
      outcomes[name] = `${status} ${String(body['code'])}`;
    }
    expect(outcomes).toEqual(Object.fromEntries(acts.map(([name]) => [name, '503 request.busy'])));
    expect(await contentOfTables(owner)).toEqual(before);
    process.stdout.write(`P2: ${acts.length}/${acts.length} acts refused without the ledger\n`);
  }, 120_000);

  it('and each of them is done when the ledger takes entries again', async () => {
    await owner.query('DROP TRIGGER no_more_entries ON ledger_entry');
    const refused: string[] = [];
    for (const [name, make] of acts) {
      const { status, body } = await make();
      if (status >= 300) refused.push(`${name}: ${status} ${String(body['code'])}`);
    }
    expect(refused).toEqual([]);
  }, 120_000);
});
