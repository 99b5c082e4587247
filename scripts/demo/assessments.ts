import { ApiClient, type Json } from '../api-client.js';
import { partners, type Partner, type PartnerKey } from './partners.js';
import type { Cast } from './people.js';
import type { VendorIds, Vetting } from './vetting.js';

type Asked = Readonly<{
  id: string;
  type: string;
  weight: number;
  expected: unknown;
  evidence: string;
  options: { id: string }[];
  answer: object | null;
  attachments: { kind: string }[];
}>;

const saysNo = ['past_breaches', 'subprocessors', 'outside_eea', 'ai_training'];
/** Where the weak one differs from the best answer, by question. */
const weakness: Readonly<Record<string, string | number>> = {
  ...{ mfa: 'administrators', mfa_exceptions: 'Analysts sign in from outside with a password only.' },
  ...{
    encryption_rest: 'primary',
    keys: 'unchanged',
    breach_notice: 'open',
    deletion: 'kept',
    ai_training: 'yes',
  },
  ...{
    penetration_test: 'own',
    independent_report: 'none',
    leavers: 'later',
    training: 'once',
    rights: 'no',
  },
  ...{ backups: 'untested', penetration_test_open: 2, recovery_hours: 96 },
};
const best: Readonly<Record<string, number>> = { penetration_test_open: 0, recovery_hours: 8 };
/** Who stands behind a document: an auditor, a tester. Without one there is the vendor's word. */
const strengths: Readonly<Record<string, number>> = { AUDIT_REPORT: 1, TEST_REPORT: 0.8 };
const bareWord = 0.3;
/** Of what kind a document is that speaks for an answer. */
const documents: Readonly<Record<string, string>> = {
  independent_report: 'AUDIT_REPORT',
  measures_document: 'POLICY',
};
/** What an auditor's report speaks of. */
const audited = [
  ...['governance', 'assets', 'access', 'encryption', 'development', 'operations', 'incidents', 'continuity'],
];

/** The baseline questionnaire: sent, answered over the invitation, reviewed and completed, for every partner. */
export async function assess(vetting: Vetting, address: string, vendors: VendorIds): Promise<void> {
  const { cast, say } = vetting;
  const version = await baselineVersion(cast.procurement);
  for (const [key, partner] of Object.entries(partners) as [PartnerKey, Partner][]) {
    const { body } = await cast.procurement.post('/assessments', {
      ...{ vendorId: vendors[key], templateVersionId: version, dueOn: vetting.day(30) },
      scope: partner.vendor.description,
    });
    const id = String(body.id);
    const invitation = await cast.procurement.post(`/assessments/${id}/invitations`, {
      email: partner.contact,
    });
    const given = await answer(new ApiClient(address, String(invitation.body.token)), partner, vetting.day);
    if (partner.audited) await addReport(vetting, vendors[key], id);
    await review(cast, id);
    say(`  ${partner.vendor.name.padEnd(22)}${given} answers, reviewed and completed`);
  }
}

async function baselineVersion(who: ApiClient): Promise<string> {
  const { body: templates } = await who.get('/questionnaire-templates');
  const { body: versions } = await who.get(`/questionnaire-templates/${templates.items[0].id}/versions`);
  const published = (versions.items as Json[]).find(({ status }) => status === 'published');
  return String(published.id);
}

/** Answers can bring further questions: until none is left. */
async function answer(respondent: ApiClient, partner: Partner, day: Vetting['day']): Promise<number> {
  let given = 0;
  for (;;) {
    const { body } = await respondent.get('/respond/assessment');
    const open = questionsOf(body).filter((each) => each.answer === null && each.attachments.length === 0);
    if (open.length === 0) break;
    for (const question of open) {
      const value = valueFor(question, partner, day);
      if (question.type !== 'file') await respondent.put(`/respond/answers/${question.id}`, { value });
      if (question.evidence === 'required' && value !== 'none' && value !== 'nobody')
        await attach(respondent, question.id, day);
      given++;
    }
  }
  const signatory = {
    name: `Signatory of ${partner.vendor.name}`,
    title: 'Head of security',
    attestation: true,
  };
  await respondent.post('/respond/submission', signatory);
  return given;
}

function valueFor({ id, type, options }: Asked, { standing }: Partner, day: Vetting['day']): unknown {
  const weak = standing === 'weak' ? weakness[id] : undefined;
  if (weak !== undefined) return weak;
  if (type === 'yes_no' || type === 'yes_no_na') return saysNo.includes(id) ? 'no' : 'yes';
  if (type === 'single_choice') return options[0]?.id;
  if (type === 'multi_choice') return options.map((option) => option.id);
  if (type === 'number') return best[id] ?? 1;
  return type === 'date' ? day(-60) : 'None.';
}

async function attach(respondent: ApiClient, questionId: string, day: Vetting['day']): Promise<void> {
  const content = `%PDF-1.4\n% A document of the demonstration: ${questionId}\n%%EOF\n`;
  const file = { name: `${questionId}.pdf`, type: 'application/pdf', content };
  const kind = documents[questionId] ?? 'TEST_REPORT';
  const about = { questionId, kind, validFrom: day(-60), validTo: day(305) };
  await respondent.upload('/respond/evidence', file, about);
}

/** Procurement has the auditor's report and puts it to every answer that it speaks of. */
async function addReport({ cast, day }: Vetting, vendorId: string, assessmentId: string): Promise<void> {
  const content = '%PDF-1.4\n% An independent report of the demonstration\n%%EOF\n';
  const file = { name: 'independent-report.pdf', type: 'application/pdf', content };
  const about = {
    title: 'Independent report',
    kind: 'AUDIT_REPORT',
    vendorId,
    validFrom: day(-60),
    validTo: day(305),
  };
  const { body: report } = await cast.procurement.upload('/evidence', file, about);
  const path = `/assessments/${assessmentId}`;
  const { body } = await cast.procurement.get(path);
  for (const { id, questions } of body.sections as { id: string; questions: Asked[] }[])
    for (const question of audited.includes(id) ? questions : [])
      if (question.answer !== null && question.attachments.length === 0)
        await cast.procurement.post(`${path}/evidence`, { questionId: question.id, evidenceId: report.id });
}

/** Knock-outs of vendors in tier 1 and 2 are seen by two people. */
async function review({ assessor, secondAssessor }: Cast, id: string): Promise<void> {
  const path = `/assessments/${id}`;
  await assessor.post(`${path}/review`);
  const { body } = await assessor.get(path);
  for (const question of questionsOf(body)) {
    if (question.answer === null && question.attachments.length === 0) continue;
    await assessor.put(`${path}/reviews/${question.id}`, {
      verdict: 'accepted',
      evidenceStrength: strengths[question.attachments[0]?.kind ?? ''] ?? bareWord,
      ...(showsNothing(question) ? { effectiveness: 1 } : {}),
    });
  }
  const { body: progress } = await assessor.get(`${path}/progress`);
  for (const { code, questionId } of progress.open as { code: string; questionId: string }[])
    if (code === 'CONFIRMATION_MISSING') await confirm(secondAssessor, `${path}/reviews/${questionId}`);
  await assessor.post(`${path}/completion`);
}

async function confirm(second: ApiClient, review: string): Promise<void> {
  await second.decide('POST', `${review}/confirmation`, review, { note: 'Seen, too.' });
}

const questionsOf = (body: Json): Asked[] =>
  (body.sections as { questions: Asked[] }[]).flatMap((each) => each.questions);
const showsNothing = ({ type, expected }: Asked) =>
  ['text', 'date', 'number', 'file'].includes(type) || (type.startsWith('yes_no') && expected === null);
