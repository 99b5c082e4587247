import type { Requirement } from './requirement.js';

const always = 'true';
const inUse = '["approved", "conditionally_approved"]';
const blocking = { severity: 'blocking', waivable: true } as const;
/** Not to be lifted by anybody: the law knows no exception, or the tool would not know what it judges. */
const firm = { severity: 'blocking', waivable: false } as const;
const warning = { severity: 'warning', waivable: true } as const;

const vetting: readonly Requirement[] = [
  {
    id: 'VENDOR_RISK_PROFILE',
    title: 'The risk of the relationship is known',
    law: 'GDPR Art. 24(1), 32(1)',
    about: 'vendor',
    ...firm,
    appliesWhen: always,
    requires: 'vendor.hasRiskProfile',
    remedy: 'Procurement fills the risk profile of the vendor (PUT /vendors/{id}/risk-profile).',
  },
  {
    id: 'VENDOR_SCORED',
    title: 'Sufficient guarantees were examined',
    law: 'GDPR Art. 28(1)',
    about: 'vendor',
    ...firm,
    appliesWhen: always,
    requires: 'score.present',
    remedy: 'Send the vendor a questionnaire and complete its review: what is not assessed passes no gate.',
  },
  {
    id: 'VENDOR_NO_KNOCKOUT',
    title: 'No control that cannot be made up for has failed',
    law: 'GDPR Art. 28(1), 32(1)',
    about: 'vendor',
    ...blocking,
    appliesWhen: 'score.present',
    requires: 'size(score.knockouts) == 0',
    remedy: 'Have the vendor mend the named controls and findings, and review its answers again.',
  },
  {
    id: 'VENDOR_GRADE',
    title: 'The residual risk is not beyond appetite',
    law: 'GDPR Art. 24(1), 28(1)',
    about: 'vendor',
    ...blocking,
    appliesWhen: 'score.present',
    requires: 'score.grade != "F"',
    remedy: 'Lower the residual risk: better controls, stronger evidence, or less data and access.',
  },
  {
    id: 'VENDOR_CONFIDENCE',
    title: 'The score rests on evidence',
    law: 'GDPR Art. 5(2)',
    about: 'vendor',
    ...warning,
    appliesWhen: 'score.present && vendor.tier <= 2',
    requires: 'score.confidence >= 0.4',
    remedy: 'Ask for evidence that somebody independent stands behind, and for what has lapsed.',
  },
  {
    id: 'VENDOR_CRITICAL_FINDINGS',
    title: 'No critical finding is open',
    law: 'GDPR Art. 32(1)(d)',
    about: 'vendor',
    ...blocking,
    appliesWhen: always,
    requires: 'findings.openCritical == 0',
    remedy: 'Resolve the critical findings and have somebody else verify it.',
  },
  {
    id: 'VENDOR_OVERDUE_FINDINGS',
    title: 'Findings are mended in time',
    law: 'GDPR Art. 32(1)(d)',
    about: 'vendor',
    ...warning,
    appliesWhen: always,
    requires: 'findings.overdue == 0',
    remedy: 'Resolve the overdue findings, or agree on a dated acceptance of the risk.',
  },
  {
    id: 'VENDOR_CERTIFICATIONS_IN_DATE',
    title: 'Certifications on file have not ended',
    law: 'GDPR Art. 28(5), 32(3)',
    about: 'vendor',
    ...warning,
    appliesWhen: always,
    requires: 'size(certifications.expired) == 0',
    remedy: 'Ask the vendor for the renewed certificate and record it.',
  },
];

const lawfulness: readonly Requirement[] = [
  {
    id: 'VENDOR_APPROVED',
    title: 'Data go to vetted vendors only',
    law: 'GDPR Art. 28(1)',
    about: 'flow',
    ...firm,
    appliesWhen: always,
    requires: `vendor.status in ${inUse}`,
    remedy: 'Finish the vetting of the vendor and approve it.',
  },
  {
    id: 'RECORD_COMPLETE',
    title: 'The record says who, what and where',
    law: 'GDPR Art. 30(1)(b)–(e)',
    about: 'flow',
    ...firm,
    appliesWhen: always,
    requires:
      'size(flow.purposes) > 0 && size(flow.subjectCategories) > 0 && size(flow.dataCategories) > 0 && size(flow.locations) > 0',
    remedy: 'Name at least one purpose, one category of people, one category of data and one place.',
  },
  {
    id: 'LAWFUL_BASIS',
    title: 'Every purpose has its lawful basis',
    law: 'GDPR Art. 6(1)',
    about: 'flow',
    ...firm,
    appliesWhen: always,
    requires: 'flow.purposes.all(p, p.lawfulBasis != "")',
    remedy: 'Choose the basis of each purpose; without one the purpose has to go.',
  },
  {
    id: 'SPECIAL_CATEGORY_CONDITION',
    title: 'Special categories stand on a condition of their own',
    law: 'GDPR Art. 9(2)',
    about: 'flow',
    ...firm,
    appliesWhen: 'size(flow.specialCategories) > 0',
    requires: 'flow.purposes.all(p, p.specialCondition.startsWith("A9_"))',
    remedy: 'Name the Art. 9(2) condition of each purpose, or leave the special categories out.',
  },
  {
    id: 'CRIMINAL_DATA_AUTHORITY',
    title: 'Data on convictions and offences are authorised by law',
    law: 'GDPR Art. 10',
    about: 'flow',
    ...firm,
    appliesWhen: 'flow.criminal',
    requires: 'flow.purposes.exists(p, p.specialCondition.startsWith("A10_"))',
    remedy: 'Name the authority or the law under which these data may be processed, or leave them out.',
  },
  {
    id: 'DATA_MINIMISED',
    title: 'Every category of data is needed, and the record says why',
    law: 'GDPR Art. 5(1)(c)',
    about: 'flow',
    ...blocking,
    appliesWhen: always,
    requires: 'flow.dataCategories.all(c, c.justified)',
    remedy: 'Say for each category why the purpose cannot do without it, or leave it out.',
  },
  {
    id: 'STORAGE_LIMITED',
    title: 'Every category has a retention and an end',
    law: 'GDPR Art. 5(1)(e), 30(1)(f)',
    about: 'flow',
    ...blocking,
    appliesWhen: always,
    requires: 'flow.dataCategories.all(c, c.retentionDays >= 0 && c.endAction != "")',
    remedy: 'Give each category its days of retention and what happens to it afterwards.',
  },
  {
    id: 'PLAIN_WORDS',
    title: 'People can be told why, how and to what benefit',
    law: 'GDPR Art. 12(1), 13(1)(c), 14(1)(c)',
    about: 'flow',
    ...blocking,
    appliesWhen: always,
    requires: 'flow.purposes.all(p, p.hasWhy && p.hasHow && p.hasBenefit)',
    remedy:
      'Write for each purpose, in plain words, why the data are shared, how they are used and what people get from it.',
  },
];

const safeguards: readonly Requirement[] = [
  {
    id: 'AGREEMENT_IN_FORCE',
    title: 'A contract binds the vendor',
    law: 'GDPR Art. 26(1), 28(3)',
    about: 'flow',
    ...firm,
    appliesWhen: always,
    requires: 'agreement.inForce',
    remedy: 'Have the agreement signed and put into force; a lapsed one is renewed first.',
  },
  {
    id: 'PROCESSOR_CLAUSES',
    title: 'The processing contract holds every clause the law asks for',
    law: 'GDPR Art. 28(3), (4)',
    about: 'flow',
    ...firm,
    appliesWhen: 'agreement.kind == "data_processing"',
    requires: 'size(agreement.missingClauses) == 0',
    remedy: 'Have the missing clauses added and reviewed; (EU) 2021/915 has wording for each.',
  },
  {
    id: 'PROCESSOR_CLAUSES_ADEQUATE',
    title: 'No clause only repeats the law',
    law: 'GDPR Art. 28(3); EDPB Guidelines 07/2020',
    about: 'flow',
    ...warning,
    appliesWhen: 'agreement.kind == "data_processing"',
    requires: 'size(agreement.partialClauses) == 0',
    remedy: 'Have the clauses say concretely how the duty is met.',
  },
  {
    id: 'BREACH_NOTICE_TIME',
    title: 'The vendor reports a breach in time for our own clock',
    law: 'GDPR Art. 33(1), (2)',
    about: 'flow',
    ...blocking,
    appliesWhen: 'agreement.kind == "data_processing"',
    requires: 'agreement.breachNoticeHours >= 0 && agreement.breachNoticeHours <= 72',
    remedy: 'Agree on a number of hours, 72 at most; 24 leave time to find out what happened.',
  },
  {
    id: 'SECURITY_MEASURES',
    title: 'Security fits the risk, encryption in transit at the least',
    law: 'GDPR Art. 32(1)(a)',
    about: 'flow',
    ...blocking,
    appliesWhen: always,
    requires:
      'flow.securityMeasures.exists(m, m in ["ENCRYPTION_TRANSIT", "ENCRYPTION_E2E"]) && size(flow.securityMeasures) >= 2',
    remedy: 'Record encryption in transit and the other measures that protect this sharing.',
  },
  {
    id: 'SPECIAL_DATA_ENCRYPTED_AT_REST',
    title: 'Special categories are encrypted where they lie',
    law: 'GDPR Art. 32(1)(a), 34(3)(a)',
    about: 'flow',
    ...warning,
    appliesWhen: 'size(flow.specialCategories) > 0',
    requires: 'flow.securityMeasures.exists(m, m in ["ENCRYPTION_REST", "ENCRYPTION_E2E"])',
    remedy: 'Agree on encryption at rest and record it.',
  },
  {
    id: 'DPIA_DONE',
    title: 'An impact assessment is done where the risk is high',
    law: 'GDPR Art. 35(1), (3)',
    about: 'flow',
    ...firm,
    appliesWhen: 'flow.dpiaRequired || flow.dpiaOutcome == "REQUIRED"',
    requires: 'flow.dpiaOutcome == "DONE"',
    remedy: 'Carry the impact assessment out with the DPO, and record its outcome.',
  },
  {
    id: 'DPIA_SCREENED',
    title: 'Whether an impact assessment is needed was asked',
    law: 'GDPR Art. 35(1), 5(2)',
    about: 'flow',
    ...warning,
    appliesWhen: '!flow.dpiaRequired',
    requires: 'flow.dpiaOutcome != ""',
    remedy: 'Record the outcome of the screening, also when it is that none is needed.',
  },
  {
    id: 'TRANSFERS_ALLOWED',
    title: 'Every leg to another country is allowed by the law of its exporter',
    law: 'GDPR Art. 44–49',
    about: 'flow',
    ...firm,
    appliesWhen: 'size(transfers) > 0',
    requires: 'transfers.all(t, t.allowed)',
    remedy:
      'Record a valid transfer tool for each leg with what it needs, or keep the data out of that country.',
  },
];

/** What Keyholder ships: one set of strict rules, the same for every vendor. An installation publishes its own after it. */
export const shippedStandard: Readonly<{
  title: string;
  note: string;
  requirements: readonly Requirement[];
}> = {
  title: 'Data-handling standard',
  note: 'Shipped with Keyholder.',
  requirements: [...vetting, ...lawfulness, ...safeguards],
};

const indispensable = ['VENDOR_RISK_PROFILE', 'VENDOR_SCORED'];

/** Asked under every version, also one that leaves them out: what is not known passes no gate. */
export function withIndispensable(requirements: readonly Requirement[]): readonly Requirement[] {
  const named = new Set(requirements.map(({ id }) => id));
  const added = vetting.filter(({ id }) => indispensable.includes(id) && !named.has(id));
  return [...added, ...requirements];
}
