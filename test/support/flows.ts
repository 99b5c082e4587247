import type { Answer, Body, Caller, TestApp } from './app.js';
import { aNotice, aPublishedVersion } from './notices.js';
import type { StaffRole } from '../../src/shared/roles.js';

/** The people who handle flows, each signed in. */
export type Cast = Readonly<
  Record<'procurement' | 'requester' | 'dpo' | 'secondDpo' | 'approver' | 'auditor', Caller>
>;

export async function aCast(app: TestApp): Promise<Cast> {
  const person = (role: StaffRole) => app.person(role);
  return {
    procurement: await person('procurement'),
    requester: await person('requester'),
    dpo: await person('dpo'),
    secondDpo: await person('dpo'),
    approver: await person('approver'),
    auditor: await person('auditor'),
  };
}

type Requirement = { id: string; about: string };

/** The shipped requirements on flows, and none on vendors that would need an assessment: those have their own tests. */
export async function standardForFlows({ dpo, secondDpo, auditor }: Cast): Promise<void> {
  const { body } = await auditor.get('/standards?status=published');
  const [current] = body['items'] as { requirements: Requirement[] }[];
  const all = current?.requirements ?? [];
  const requirements = [
    ...all
      .filter(({ id }) => id === 'VENDOR_RISK_PROFILE' || id === 'VENDOR_SCORED')
      .map((requirement) => ({ ...requirement, requires: 'true' })),
    ...all.filter(({ about }) => about === 'flow' || about === 'agreement'),
  ];
  const draft = await done(dpo.post('/standards', { title: 'Flows', note: 'For flows', requirements }));
  await done(act(secondDpo, `/standards/${draft.id}`, 'publication', { reason: 'Read.' }));
}

let made = 0;

export async function aLegalEntity(app: TestApp, country = 'DE'): Promise<Body> {
  const admin = await app.admin();
  return done(
    admin.post('/legal-entities', {
      name: `Example ${++made}`,
      country,
      contact: 'Am Markt 1',
      role: 'controller',
    }),
  );
}

export function aVendor({ procurement }: Cast, fields: object = {}): Promise<Body> {
  const name = `Vendor ${++made} ${String.fromCharCode(97 + (made % 26)).repeat(8)}`;
  return done(
    procurement.post('/vendors', {
      name,
      legalName: `${name} Ltd`,
      country: 'IE',
      links: { subprocessors: 'https://vendor.example/subprocessors' },
      allowDuplicate: true,
      ...fields,
    }),
  );
}

export async function anApprovedVendor(cast: Cast, fields: object = {}): Promise<Body> {
  const { id } = await aVendor(cast, fields);
  for (const to of ['vetting', 'approved'])
    await done(act(cast.procurement, `/vendors/${id}`, 'transitions', { to, reason: 'as vetted' }));
  return (await cast.procurement.get(`/vendors/${id}`)).body;
}

export const termsOf = (vendorId: string, legalEntityId: string) => ({
  reference: `DPA-${++made}`,
  vendorId,
  legalEntityId,
  kind: 'data_processing',
  vendorRole: 'PROCESSOR',
  effectiveFrom: '2026-01-01',
  breachNoticeHours: 24,
  subprocessorAuthorisation: { kind: 'GENERAL', objectionDays: 30 },
});

/** Reviewed by procurement, signed by the data protection officer, and in force. */
export async function anAgreementInForce(app: TestApp, cast: Cast, terms: object = {}): Promise<Body> {
  const vendor = await anApprovedVendor(cast);
  const entity = await aLegalEntity(app);
  const draft = await done(
    cast.procurement.post('/agreements', { ...termsOf(vendor.id, entity.id), ...terms }),
  );
  const path = `/agreements/${draft.id}`;
  const clauses = (draft['clauses'] as { code: string }[]).map(({ code }) => ({ code, status: 'PRESENT' }));
  await done(cast.procurement.change(path, { clauses }));
  for (const to of ['in_review', 'signed', 'in_force'])
    await done(act(cast.dpo, path, 'transitions', { to, reason: 'as agreed' }));
  return (await cast.procurement.get(path)).body;
}

/** Terms of an agreement that carries the transfer clauses from a controller to its processor, filled in. */
export const transferClauses = {
  sccModules: ['SCC_M2'],
  sccChoices: [
    { code: 'SCC_9A', value: 'OPTION_2' },
    ...['13', '14', '15', '17', '18', 'ANNEX_IA', 'ANNEX_IB', 'ANNEX_IC', 'ANNEX_II'].map((clause) => ({
      code: `SCC_${clause}`,
      value: 'As filled in.',
    })),
  ],
};

/** An impact assessment to which nothing is missing. */
export const wholeTia = {
  ...{ assessedOn: '2026-01-01', conclusion: 'CURED_BY_MEASURES', nextReviewOn: '2099-01-01' },
  assessor: 'Privacy team',
  laws: 'What the authorities of the country may ask for, and how often they did.',
  sources: ['Transparency report of the vendor'],
  measures: [{ kind: 'TECHNICAL', text: 'Keys stay with us.' }],
};

/** Everything that the shipped standard asks of a flow inside the EEA. */
export const wholeContent = (agreementId: string) => ({
  reference: `DF-${++made}`,
  agreementId,
  title: `Newsletter ${made}`,
  direction: 'outbound',
  purposes: [
    {
      code: 'DIRECT_MARKETING',
      text: 'A monthly letter',
      lawfulBasis: 'A6_1_A_CONSENT',
      why: 'To send you our letter.',
      how: 'The vendor sends it in our name.',
      benefit: 'You hear of offers first.',
    },
  ],
  subjectCategories: ['SUBSCRIBERS'],
  dataCategories: [
    {
      code: 'EMAIL_ADDRESS',
      justification: 'The letter goes there.',
      retentionDays: 30,
      endAction: 'DELETE',
    },
  ],
  volume: 'V2',
  frequency: 'MONTHLY',
  sourceSystem: 'CRM',
  locations: [
    { country: 'DE', kind: 'storage' },
    { country: 'IE', kind: 'remote_access' },
  ],
  transfers: [],
  securityMeasures: ['ENCRYPTION_TRANSIT', 'ENCRYPTION_REST', 'MFA'],
  dpia: { outcome: 'NOT_REQUIRED', reasons: 'Nothing calls for one.' },
});

/** A draft to which nothing is missing. */
export async function aReadyFlow(app: TestApp, cast: Cast, content: object = {}): Promise<Body> {
  const agreement = await anAgreementInForce(app, cast);
  return done(cast.procurement.post('/data-flows', { ...wholeContent(agreement.id), ...content }));
}

export async function aSubmittedFlow(app: TestApp, cast: Cast, content: object = {}): Promise<Body> {
  const { id } = await aReadyFlow(app, cast, content);
  return done(act(cast.procurement, `/data-flows/${id}`, 'submission', {}));
}

/** What people are told before it starts: a notice that names everybody who gets the data. */
export async function disclosed(cast: Cast, { id }: Pick<Body, 'id'>): Promise<void> {
  const { body: flow } = await cast.dpo.get(`/data-flows/${id}`);
  const onward = flow['recipients'] as { category: string; name: string | null }[];
  const recipients = [
    { vendorId: flow['vendorId'] },
    ...onward.map(({ category, name }) => ({ category, name })),
  ];
  const notice = await aNotice(cast.dpo, String(flow['legalEntityId']));
  await aPublishedVersion(cast.dpo, notice.id, recipients);
}

/** Decided on, told, and started. */
export async function approvedAndStarted(cast: Cast, id: string): Promise<Body> {
  const path = `/data-flows/${id}`;
  await done(act(cast.procurement, path, 'submission', {}));
  await done(act(cast.dpo, path, 'decision', { outcome: 'approved', rationale: 'Fine.' }));
  await disclosed(cast, { id });
  return done(act(cast.procurement, path, 'activation', {}));
}

/** People are told too, so that nothing but its conditions keeps it from being started. */
export async function anApprovedFlow(app: TestApp, cast: Cast, decision: object = {}): Promise<Body> {
  const { id } = await aSubmittedFlow(app, cast);
  await disclosed(cast, { id });
  return done(
    act(cast.dpo, `/data-flows/${id}`, 'decision', { outcome: 'approved', rationale: 'Fine.', ...decision }),
  );
}

export async function anActiveFlow(app: TestApp, cast: Cast): Promise<Body> {
  const { id } = await anApprovedFlow(app, cast);
  return done(act(cast.procurement, `/data-flows/${id}`, 'activation', {}));
}

/** A POST on a resource with the revision that is current now. */
export async function act(caller: Caller, resource: string, what: string, body: object): Promise<Answer> {
  const { headers } = await caller.get(resource);
  return caller.post(`${resource}/${what}`, body, { 'if-match': headers['etag'] });
}

export async function done(answer: Promise<Answer>): Promise<Body> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
