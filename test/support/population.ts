import type { Caller, TestApp } from './app.js';
import { aVendor, sentAssessment, submittedAssessment, wanted } from './assessments.js';
import {
  aCast,
  act,
  aLegalEntity,
  aReadyFlow,
  anActiveFlow,
  anAgreementInForce,
  anApprovedFlow,
  aSubmittedFlow,
  done,
  standardForFlows,
  type Cast,
} from './flows.js';
import { anIncident, aVendorReport, aware } from './incidents.js';
import { aNotice, aPublishedVersion, wordsOf } from './notices.js';
import { content, question } from './questions.js';
import { someDeviations } from './sharing.js';
import { aVendorList, listedVendor } from './vendor-lists.js';

/** Something in states that made-up requests do not come to by themselves. */
export async function populate(app: TestApp): Promise<void> {
  const cast = await aCast(app);
  await standardForFlows(cast);
  for (const make of [aReadyFlow, aSubmittedFlow, anApprovedFlow, anActiveFlow]) await make(app, cast);
  await reviews(app, cast);
  await amendments(app, cast);
  await subprocessors(app);
  await objections(app, cast);
  await someDeviations(app, cast);
  await submittedAssessment(app, await aVendor(app));
  await vetting(app);
  await adequacyChanges(cast);
  await approvalModes(cast);
  await ownCategories(cast);
  await delegations(app, cast);
  await declarations(cast);
  await dpfEntries(app, cast);
  for (const register of ['vendors', 'waivers'])
    await done(cast.auditor.post('/exports', { register, format: 'csv', reason: 'The audit of this year.' }));
  await incidents(app, cast);
  await notices(app, cast);
  await erasures(cast);
  await legalHolds(cast);
  await retention(cast);
  await subscribers(app);
  await registerOfInformation(app, cast);
  for (const name of ['Phone', 'Desk', 'Watch']) await done(cast.dpo.post('/calendar/feeds', { name }));
}

/** Contacts of a vendor who asked to be forgotten. */
async function erasures(cast: Cast): Promise<void> {
  const vendor = await done(
    cast.procurement.post('/vendors', {
      name: 'Formerly Known Partners',
      country: 'IE',
      allowDuplicate: true,
    }),
  );
  for (const name of ['Aino', 'Bela', 'Caro']) {
    const contact = { name, email: `${name.toLowerCase()}@partner.example`, role: 'other' };
    const { id } = await done(cast.procurement.post(`/vendors/${vendor.id}/contacts`, contact));
    await done(cast.dpo.post('/erasures', { kind: 'vendor_contact', id, reason: 'Asked for it by letter.' }));
  }
}

/** Of a vendor that nothing else knows; several, as a request may release one. */
async function legalHolds(cast: Cast): Promise<void> {
  const fields = { name: 'Disputed Deliveries', country: 'IE', allowDuplicate: true };
  const { id } = await done(cast.procurement.post('/vendors', fields));
  const hold = { subjectKind: 'vendor', subjectId: id, reason: 'Claims.', ownerId: cast.dpo.id };
  for (const nth of [1, 2, 3])
    await done(cast.dpo.post('/legal-holds', { ...hold, reference: `Case ${nth}` }));
}

/** Set by hand, and none at work: what others made here stays. */
async function retention(cast: Cast): Promise<void> {
  const rule = { keepDays: 3_650, ground: 'Our schedule.', active: false };
  for (const name of ['evidence_content', 'vendor_person'])
    await done(cast.dpo.put(`/retention-rules/${name}`, rule, { 'if-match': '"0"' }));
}

/** Where an installation sends mail; nobody listens there. */
export const sendsMail = {
  KEYHOLDER_SMTP_URL: 'smtp://127.0.0.1:9',
  KEYHOLDER_MAIL_FROM: 'news@keyholder.test',
  KEYHOLDER_PUBLIC_URL: 'https://keyholder.test/',
};

/** Waiting to be confirmed; several, as a request may erase one. None where no mail is sent. */
async function subscribers(app: TestApp): Promise<void> {
  for (const name of ['kim', 'lou', 'max'])
    await app.anonymous().post('/public/subscriptions', { kind: 'mail', email: `${name}@home.example` });
}

/** One company with a function, and a vendor with a service that supports it. */
async function registerOfInformation(app: TestApp, cast: Cast): Promise<void> {
  const { id, vendorId, legalEntityId } = await anAgreementInForce(app, cast);
  const company = `/legal-entities/${String(legalEntityId)}`;
  const entity = { entityType: 'CREDIT_INSTITUTION', hierarchy: 'STANDALONE', maintainsRegister: true };
  await done(cast.dpo.put(`${company}/dora`, entity));
  const cards = { name: 'Card payments', licensedActivity: 'x28', criticality: 'YES' };
  const { id: functionId } = await done(cast.dpo.put(`${company}/ict-functions/F1`, cards));
  await done(cast.procurement.put(`/vendors/${String(vendorId)}/dora`, { personType: 'LEGAL_PERSON' }));
  const services = [{ type: 'S19', functionIds: [functionId], provisionCountries: ['IE'] }];
  await done(cast.procurement.put(`/agreements/${id}/dora`, { currency: 'EUR', annualCost: 100, services }));
}

/** More people than was approved: to be reviewed, and one of them is. */
async function reviews(app: TestApp, cast: Cast): Promise<void> {
  for (let nth = 0; nth < 3; nth++) {
    const path = `/data-flows/${(await anActiveFlow(app, cast)).id}`;
    await done(cast.procurement.change(path, { volume: 'V4' }));
    if (nth === 0)
      await done(act(cast.dpo, path, 'review', { outcome: 'confirmed', reasons: 'As planned.' }));
  }
}

/** Drafted, and one signed for a day to come. */
async function amendments(app: TestApp, cast: Cast): Promise<void> {
  const path = `/agreements/${(await anAgreementInForce(app, cast)).id}/amendments`;
  for (const effectiveFrom of ['2099-01-01', '2099-02-01', '2099-03-01']) {
    const changes = { breachNoticeHours: 12 };
    const { id } = await done(cast.procurement.post(path, { changes, effectiveFrom, reason: 'Sooner.' }));
    if (effectiveFrom === '2099-03-01')
      await done(act(cast.dpo, `${path}/${id}`, 'signature', { reason: 'Signed.' }));
  }
}

/** Three below one another, as a request may remove one. */
async function subprocessors(app: TestApp): Promise<void> {
  const procurement = await app.person('procurement');
  const [first, second] = [await aVendor(app), await aVendor(app)];
  const add = (vendorId: string, fields: object) =>
    done(procurement.post(`/vendors/${vendorId}/subprocessors`, { countries: ['US'], ...fields }));
  await add(first, { name: 'Second', linkedVendorId: second });
  for (const name of ['Storage', 'Letters', 'Texts']) await add(second, { name });
}

const insurer = { to: 'The insurer', ground: 'Policy 4711' };

/** Drafts and published versions; several, as a request may publish or withdraw one. */
async function notices(app: TestApp, cast: Cast): Promise<void> {
  const { id } = await aNotice(cast.dpo, (await aLegalEntity(app)).id);
  for (const language of ['en', 'de', 'it']) {
    await aPublishedVersion(cast.dpo, id, [{ category: 'PAYMENTS' }], { language });
    await done(cast.dpo.post(`/notices/${id}/versions`, wordsOf([], { language })));
  }
}

/** In each state that people bring them to; several, as a request may move one. */
async function incidents(app: TestApp, { dpo, procurement }: Cast): Promise<void> {
  const vendor = await aVendor(app);
  const asked = { email: 'sam@vendor.example' };
  const { token } = await done(procurement.post(`/vendors/${vendor}/report-links`, asked));
  for (let nth = 0; nth < 3; nth++) {
    await aVendorReport(app.holding(String(token)), app.clock.now(), { title: `Told ${nth}` });
    await anIncident(procurement, [vendor]);
    const { id } = await anIncident(procurement, [vendor]);
    await aware(dpo, id, app.clock.now().toISOString());
    await done(
      dpo.post(`/incidents/${id}/obligations`, { ...insurer, startsAt: app.clock.now().toISOString() }),
    );
  }
}

/** One in which the time to object runs, one that silence decided, one that was objected to. */
async function objections(app: TestApp, cast: Cast): Promise<void> {
  const { vendorId } = await anAgreementInForce(app, cast);
  const path = `/vendors/${String(vendorId)}/subprocessor-changes`;
  const today = app.clock.now().toISOString().slice(0, 10);
  for (const [name, receivedOn] of [
    ['Texts', today],
    ['Letters', '2026-06-01'],
    ['Calls', today],
  ])
    await done(
      cast.procurement.post(path, { receivedOn, changes: [{ kind: 'added', name, countries: ['IN'] }] }),
    );
  await app.settle();
  const { body } = await cast.dpo.get(
    `/objection-windows?vendorId=${String(vendorId)}&state=IN_OBJECTION_WINDOW`,
  );
  const [first] = body['items'] as { id: string }[];
  await done(act(cast.dpo, `/objection-windows/${String(first?.id)}`, 'objection', { reason: 'Too far.' }));
}

/** Three renewals, as a request may remove one. */
async function dpfEntries(app: TestApp, { procurement }: Cast): Promise<void> {
  const path = `/vendors/${await aVendor(app)}/dpf-entries`;
  for (const year of [2023, 2024, 2025])
    await done(
      procurement.post(path, {
        ...{ framework: 'EU_US', listedName: 'Example Inc.', coveredData: ['NON_HR'] },
        ...{ activeFrom: `${year}-09-01`, nextCertificationDue: `${year + 1}-09-01` },
        checkedOn: `${year}-09-02`,
      }),
    );
}

/** Of vendors that nothing else knows. */
async function declarations({ procurement }: Cast): Promise<void> {
  const list = aVendorList([listedVendor(8, 'Emerse'), listedVendor(53, 'Sirdata')]);
  await done(procurement.upload('/vendors/import', list, { format: 'gvl' }));
}

/** Several, as a request may revoke one. */
async function delegations(app: TestApp, { dpo, requester }: Cast): Promise<void> {
  const validFrom = app.clock.today();
  for (const validTo of ['2026-12-31', '2027-01-31', '2027-02-28'].map((day) =>
    day > validFrom ? day : validFrom,
  ))
    await done(
      dpo.post('/delegations', { toId: requester.id, role: 'dpo', validFrom, validTo, reason: 'On leave.' }),
    );
}

/** Far ahead, so that nothing falls by them; several, as a request may revoke one. */
async function adequacyChanges({ dpo }: Cast): Promise<void> {
  for (const endsOn of ['2098-12-31', '2098-11-30', '2098-10-31']) {
    const change = { list: 'adequacy_eu', code: 'EU_NZ', kind: 'ended', endsOn };
    await done(
      dpo.post('/reference-data/adequacy-changes', { ...change, reason: 'Planned.', source: 'OJ L' }),
    );
  }
}

/** Several, as a request may retire one. */
async function ownCategories({ dpo }: Cast): Promise<void> {
  for (const code of ['GLUCOSE', 'PULSE', 'STEPS'])
    await done(
      dpo.post('/reference-data/own-categories', {
        ...{ list: 'data_category', parent: 'HEALTH_RECORD', code, label: code.toLowerCase() },
      }),
    );
}

/** One withdrawn, one that waits for its second person. */
async function approvalModes({ dpo, approver }: Cast): Promise<void> {
  const path = '/settings/approval.mode/changes';
  const { id } = await done(dpo.post(path, { mode: 'dpo_advises', reason: 'To try it.' }));
  await done(act(approver, `${path}/${id}`, 'withdrawal', { reason: 'Not yet.' }));
  await done(approver.post(path, { mode: 'dpo_advises', reason: 'As resolved.' }));
}

/** What vetting knows besides, each at its beginning; several, where a request may end one. */
async function vetting(app: TestApp): Promise<void> {
  const procurement = await app.person('procurement');
  const assessor = await app.person('assessor');
  const vendorId = await aVendor(app);
  const made = async (by: Caller, path: string, body: object) => wanted(await by.post(path, body), 201).id;
  const draft = { name: 'Two questions', ...content(question('one'), question('two')) };
  const template = await made(assessor, '/questionnaire-templates', draft);
  for (const name of ['Three', 'Four']) await made(assessor, '/questionnaire-templates', { ...draft, name });
  wanted(await assessor.post(`/questionnaire-templates/${template}/versions/1/publication`), 200);
  for (const name of ['Yearly', 'Once', 'Never'])
    await made(procurement, '/assessment-plans', { name, templateId: template, tiers: [4], leadDays: 30 });
  await waivers(app, procurement);
  for (let nth = 0; nth < 3; nth++) {
    await sentAssessment(app, await aVendor(app));
    await made(assessor, '/scoring-models', { title: `Draft ${nth}` });
    const plan = { vendorId, kind: 'remote', scope: 'Everything', auditor: 'Ours', plannedFor: '2099-01-01' };
    await made(procurement, '/audits', { ...plan, auditorId: assessor.id });
    const audit = await made(assessor, '/audits', {
      vendorId,
      kind: 'on_site',
      scope: 'Backups',
      auditor: 'Ours',
      performedOn: '2026-05-01',
    });
    await made(assessor, `/audits/${audit}/findings`, { severity: 'high', title: `Of an audit ${nth}` });
    await made(assessor, '/findings', {
      vendorId,
      source: 'other',
      severity: 'low',
      title: `Finding ${nth}`,
    });
    await made(procurement, `/vendors/${vendorId}/remediation-links`, { email: 'sam@vendor.example' });
  }
}

/** Asked for, of a requirement that can be waived for a flow. */
async function waivers(app: TestApp, by: Caller): Promise<void> {
  const { body } = await by.get('/standards?status=published');
  const [standard] = body['items'] as { requirements: { id: string; waivable: boolean; about: string }[] }[];
  const requirementId = standard?.requirements.find(
    ({ waivable, about }) => waivable && about === 'flow',
  )?.id;
  const validUntil = new Date(app.clock.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  const asked = { requirementId, subjectType: 'data_flow', validUntil };
  const { body: flows } = await by.get('/data-flows');
  for (const { id: subjectId } of flows['items'] as { id: string }[])
    wanted(
      await by.post('/waivers', {
        ...asked,
        subjectId,
        reason: 'In March.',
        compensatingMeasure: 'Less data.',
      }),
      201,
    );
}
