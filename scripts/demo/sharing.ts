import type { ApiClient, Json } from '../api-client.js';
import { flows } from './flows.js';
import { tell } from './notices.js';
import type { PartnerKey } from './partners.js';
import type { Cast } from './people.js';

export type Sharing = Readonly<{
  cast: Cast;
  legalEntities: Readonly<Record<'DE' | 'GB', string>>;
  vendors: Readonly<Record<PartnerKey, string>>;
  /** Days from today, as YYYY-MM-DD. */
  day: (fromToday: number) => string;
  say: (line: string) => void;
}>;
/** Made last: when it is there, everything is. */
export const lastFlow = 'DF-HELPDESK';
type Act = (flow: Flow) => Promise<void>;

/** One flow on its way: who does what to it, always with the revision that is current. */
class Flow {
  constructor(
    readonly id: string,
    readonly cast: Cast,
  ) {}

  async act(who: ApiClient, what: string, body: object = {}): Promise<Json> {
    const path = `/data-flows/${this.id}`;
    const { body: flow } = await who.decide('POST', `${path}/${what}`, path, body);
    return flow;
  }

  async change(body: object): Promise<void> {
    const path = `/data-flows/${this.id}`;
    await this.cast.procurement.decide('PATCH', path, path, body);
  }
}

const rationale = 'Necessary for the purpose, no more data than it takes, well protected.';
const submitted: Act = async (flow) => {
  await flow.act(flow.cast.procurement, 'submission', { note: 'Ready.' });
};
const approved: Act = async (flow) => {
  await submitted(flow);
  await decided(flow, { outcome: 'approved', rationale });
};
const rejected: Act = async (flow) => {
  await submitted(flow);
  const why = 'Birthdays are not needed to send a letter, and the consent does not speak of them.';
  await flow.act(flow.cast.dpo, 'decision', { outcome: 'rejected', rationale: why });
};
const withConditions: Act = async (flow) => {
  await submitted(flow);
  const text = 'Rotate the keys of the interface before the first file is sent.';
  const conditions = [{ text, kind: 'before_activation' }];
  await decided(flow, { outcome: 'approved_with_conditions', rationale, conditions });
};
const active: Act = async (flow) => {
  await withConditions(flow);
  const { body } = await flow.cast.procurement.get(`/data-flows/${flow.id}`);
  const note = 'Rotated; the new keys are in the vault.';
  for (const { id } of body.conditions)
    await flow.act(flow.cast.procurement, `conditions/${id}/fulfilment`, { note });
  await flow.act(flow.cast.procurement, 'activation');
};
const suspended: Act = async (flow) => {
  await active(flow);
  await flow.act(flow.cast.dpo, 'suspension', {
    reason: 'The carrier moves its servers; until that is done, by hand.',
  });
};
const stale: Act = async (flow) => {
  await approved(flow);
  const { body } = await flow.cast.procurement.get(`/data-flows/${flow.id}`);
  await flow.change({ locations: [...body.locations, { country: 'IN', kind: 'remote_access' }] });
};
const closed: Act = async (flow) => {
  await active(flow);
  const today = new Date().toISOString().slice(0, 10);
  const certificate = {
    ...{ kind: 'deletion', issuedOn: today, scope: 'All time sheets, backups included.' },
    ...{ method: 'NIST SP 800-88 purge', signedBy: 'Head of operations of the vendor' },
    subprocessorCopies: 'NO_SUBPROCESSORS',
  };
  await flow.act(flow.cast.procurement, 'closure', {
    reason: 'Time sheets are kept in house now.',
    certificate,
  });
};
const drafted: Act = () => Promise.resolve();

/** Where the vendor's tier or residual risk asks for two, the approver confirms what the DPO decided. */
async function decided(flow: Flow, decision: object): Promise<void> {
  const { status } = await flow.act(flow.cast.dpo, 'decision', decision);
  if (status === 'submitted') await flow.act(flow.cast.approver, 'decision', decision);
}

/** The EU clauses from a controller to its processor, filled in. */
const transferClauses = {
  sccModules: ['SCC_M2'],
  sccChoices: [
    { code: 'SCC_9A', value: 'OPTION_2', note: '30 days' },
    { code: 'SCC_13', value: 'The authority of Hamburg' },
    { code: 'SCC_14', value: 'Assessed; see the data flows' },
    { code: 'SCC_15', value: 'Requests are challenged and counted' },
    { code: 'SCC_17', value: 'German law' },
    { code: 'SCC_18', value: 'Hamburg' },
    { code: 'SCC_ANNEX_IA', value: 'Annex 1 of the agreement' },
    { code: 'SCC_ANNEX_IB', value: 'Annex 2 of the agreement' },
    { code: 'SCC_ANNEX_IC', value: 'The authority of Hamburg' },
    { code: 'SCC_ANNEX_II', value: 'Annex 3 of the agreement' },
  ],
};

/** Agreements in force, and flows in every state that can be reached in a day. */
export async function share(sharing: Sharing): Promise<void> {
  const { day, say } = sharing;
  const contract = async (vendor: PartnerKey, entity: 'DE' | 'GB', reference: string, terms = {}) =>
    inForce(sharing, {
      ...{ ...terms, reference },
      vendorId: sharing.vendors[vendor],
      legalEntityId: sharing.legalEntities[entity],
    });
  const mail = await contract('mail', 'DE', 'DPA-2026-001');
  const payroll = await contract('payroll', 'DE', 'DPA-2026-002');
  const parcels = await contract('parcels', 'DE', 'DPA-2026-003');
  const support = await contract('support', 'DE', 'DPA-2026-004', transferClauses);
  await draftedOnly(sharing);
  say('  agreements: 4 in force with the clauses of Art. 28(3) reviewed, 1 draft');
  await tell(sharing);

  const { newsletter, helpdesk, delivery } = flows;
  const tia = {
    assessedOn: day(-20),
    conclusion: 'CURED_BY_MEASURES',
    nextReviewOn: day(345),
    assessor: 'Privacy team',
    laws: 'FISA 702 and EO 14086: the vendor is a provider that can be asked, and has not been.',
    sources: ['Transparency report of the vendor, 2025', 'Decision (EU) 2023/1795, recitals 119 to 175'],
    measures: [{ kind: 'TECHNICAL', text: 'Encrypted before it leaves; the keys stay with us.' }],
  };
  const clauses = { transfers: [{ toCountry: 'US', tool: 'SCC_M2', tia }] };
  const birthday = {
    code: 'DATE_OF_BIRTH',
    justification: 'A greeting.',
    retentionDays: 365,
    endAction: 'DELETE',
  };
  const plan: readonly (readonly [string, string, object, Act])[] = [
    ['DF-NEWSLETTER', mail, newsletter, active],
    [
      'DF-ORDER-NOTICES',
      mail,
      { ...newsletter, title: 'Notices about orders', frequency: 'ON_EVENT' },
      approved,
    ],
    [
      'DF-LOYALTY',
      mail,
      { ...newsletter, title: 'Letters to loyal customers', frequency: 'MONTHLY' },
      withConditions,
    ],
    [
      'DF-WINBACK',
      mail,
      { ...newsletter, title: 'Letters to former subscribers', frequency: 'YEARLY' },
      submitted,
    ],
    [
      'DF-BIRTHDAY',
      mail,
      { ...newsletter, title: 'Birthday letters', dataCategories: [...newsletter.dataCategories, birthday] },
      rejected,
    ],
    ['DF-SURVEY', mail, { title: 'Survey after delivery', purposes: [{ code: 'MARKET_RESEARCH' }] }, drafted],
    ['DF-PAYROLL-DE', payroll, flows.payroll, active],
    ['DF-EXPENSES', payroll, { ...flows.payroll, title: 'Travel expenses of German staff' }, stale],
    ['DF-TIMESHEETS', payroll, { ...flows.payroll, title: 'Time sheets of German staff' }, closed],
    ['DF-PARCELS-UK', parcels, delivery, suspended],
    [lastFlow, support, { ...helpdesk, ...clauses }, active],
  ];
  for (const [reference, agreementId, content, act] of plan) {
    const { body } = await sharing.cast.procurement.post('/data-flows', {
      ...content,
      reference,
      agreementId,
    });
    await act(new Flow(String(body.id), sharing.cast));
    const { body: flow } = await sharing.cast.auditor.get(`/data-flows/${body.id}`);
    say(`  ${reference.padEnd(18)}${flow.status}`);
  }
}

async function inForce({ cast, day }: Sharing, names: object): Promise<string> {
  const { body } = await cast.procurement.post('/agreements', {
    ...names,
    ...{ kind: 'data_processing', vendorRole: 'PROCESSOR', effectiveFrom: day(-30), effectiveTo: day(700) },
    ...{ noticePeriodDays: 90, governingLaw: 'German law', breachNoticeHours: 24 },
    subprocessorAuthorisation: { kind: 'GENERAL', objectionDays: 30 },
  });
  const path = `/agreements/${body.id}`;
  const clauses = (body.clauses as { code: string }[]).map(({ code }) => ({ code, status: 'PRESENT' }));
  await cast.dpo.decide('PATCH', path, path, { clauses });
  for (const [to, reason] of [
    ['in_review', 'The clauses of Art. 28(3) are checked one by one.'],
    ['signed', 'Signed by both sides.'],
    ['in_force', 'It counts from its first day.'],
  ])
    await cast.procurement.decide('POST', `${path}/transitions`, path, { to, reason });
  return String(body.id);
}

/** What Tidewater would like to have: nobody has reviewed it. */
async function draftedOnly({ cast, vendors, legalEntities }: Sharing): Promise<void> {
  await cast.procurement.post('/agreements', {
    ...{ reference: 'JCA-2026-001', vendorId: vendors.audience, legalEntityId: legalEntities.DE },
    ...{ kind: 'joint_controllership', vendorRole: 'JOINT_CONTROLLER' },
  });
}
