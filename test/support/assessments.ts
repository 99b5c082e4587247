import type { Answer, Body, Caller, TestApp } from './app.js';
import { pdf } from './files.js';

export type Value = string | number | string[] | null;
type Question = {
  id: string;
  type: string;
  visible: boolean;
  evidence: string;
  expected: string | string[] | null;
  options: { id: string; effectiveness: number | null }[];
  answer: { value: Value } | null;
  attachments: { id: string }[];
};

/** What was wanted, or the answer itself as the error. */
export function wanted(answer: Answer, status: number): Body {
  if (answer.status !== status)
    throw new Error(`answered ${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The published baseline's version, by which assessments are made. */
export async function baselineVersionId(caller: Caller): Promise<string> {
  const { body } = await caller.get('/questionnaire-templates?builtIn=true');
  const [baseline] = body['items'] as { versions: { id: string; status: string }[] }[];
  const version = baseline?.versions.findLast(({ status }) => status === 'published');
  if (!version) throw new Error('There is no published baseline.');
  return version.id;
}

export async function aVendor(app: TestApp, name = `Vendor ${++vendors}`): Promise<string> {
  const procurement = await app.person('procurement');
  return wanted(await procurement.post('/vendors', { name, allowDuplicate: true }), 201).id;
}
let vendors = 0;

export type Sent = Readonly<{ id: string; invitationId: string; respondent: Caller; procurement: Caller }>;

/** An assessment that was sent: by procurement, to a respondent who holds the link. */
export async function sentAssessment(
  app: TestApp,
  vendorId: string,
  { templateVersionId, dueOn = '2027-06-30' }: { templateVersionId?: string; dueOn?: string } = {},
): Promise<Sent> {
  const procurement = await app.person('procurement');
  const version = templateVersionId ?? (await baselineVersionId(procurement));
  const asked = { vendorId, templateVersionId: version, dueOn, scope: 'The whole service' };
  const { id } = wanted(await procurement.post('/assessments', asked), 201);
  const invited = await procurement.post(`/assessments/${id}/invitations`, { email: 'ines@vendor.example' });
  const { id: invitationId, token } = wanted(invited, 201);
  return { id, invitationId, respondent: app.holding(String(token)), procurement };
}

/** Answers everything that is asked: as `answers` say, otherwise as well as one can; with a document where one is needed. */
export async function answerAll(sent: Sent, answers: Readonly<Record<string, Value>> = {}): Promise<void> {
  for (let asked = await open(sent); asked.length > 0; asked = await open(sent))
    for (const question of asked) await answerOne(sent.respondent, question, answers[question.id]);
}

async function open({ id, procurement }: Sent): Promise<Question[]> {
  const { sections } = wanted(await procurement.get(`/assessments/${id}`), 200) as unknown as {
    sections: { questions: Question[] }[];
  };
  const all = sections.flatMap(({ questions }) => questions);
  return all.filter(
    ({ visible, answer, attachments }) => visible && answer === null && attachments.length === 0,
  );
}

async function answerOne(respondent: Caller, question: Question, told: Value | undefined): Promise<void> {
  const value = told === undefined ? best(question) : told;
  const comment = value === 'na' ? 'It has nothing to do with us.' : null;
  if (question.type !== 'file')
    wanted(await respondent.put(`/respond/answers/${question.id}`, { value, comment }), 200);
  if (question.evidence !== 'required') return;
  const file = { content: pdf(question.id), name: `${question.id}.pdf`, type: 'application/pdf' };
  wanted(await respondent.upload('/respond/evidence', file, { questionId: question.id }), 201);
}

function best({ type, expected, options }: Question): Value {
  if (expected !== null) return expected;
  const sorted = options.toSorted((a, b) => (b.effectiveness ?? 0) - (a.effectiveness ?? 0));
  const values: Record<string, Value> = {
    single_choice: sorted[0]?.id ?? null,
    multi_choice: options.map(({ id }) => id),
    text: 'As described in the attached policy.',
    number: 0,
    date: '2026-05-01',
    file: null,
  };
  return type in values ? (values[type] ?? null) : 'no';
}

export async function submittedAssessment(
  app: TestApp,
  vendorId: string,
  { answers, ...options }: { answers?: Record<string, Value>; templateVersionId?: string } = {},
): Promise<Sent> {
  const sent = await sentAssessment(app, vendorId, options);
  await answerAll(sent, answers);
  const signed = { name: 'Ines Berg', title: 'Head of security', attestation: true };
  wanted(await sent.respondent.post('/respond/submission', signed), 200);
  return sent;
}

/** Every answer accepted as it stands, unless `reviews` say otherwise. */
export async function reviewAll(
  assessor: Caller,
  id: string,
  reviews: Readonly<Record<string, object>> = {},
): Promise<void> {
  const { sections } = wanted(await assessor.get(`/assessments/${id}`), 200) as unknown as {
    sections: { questions: Question[] }[];
  };
  for (const question of sections.flatMap(({ questions }) => questions))
    if (question.visible && (question.answer !== null || question.attachments.length > 0))
      wanted(
        await assessor.put(`/assessments/${id}/reviews/${question.id}`, {
          verdict: 'accepted',
          ...reviews[question.id],
        }),
        200,
      );
}

/** Completes what is reviewed; where it takes two people, the second confirms. */
export async function complete(app: TestApp, assessor: Caller, id: string): Promise<void> {
  const path = `/assessments/${id}`;
  const first = await assessor.post(`${path}/completion`);
  if (first.status === 200) return;
  const second = await app.person('assessor');
  const { unmet = [] } = first.body as unknown as { unmet?: { code: string; questionId: string }[] };
  for (const { questionId } of unmet.filter(({ code }) => code === 'CONFIRMATION_MISSING'))
    wanted(await confirm(second, id, questionId), 200);
  wanted(await assessor.post(`${path}/completion`), 200);
}

/** On the revision that is there. */
export async function confirm(
  second: Caller,
  id: string,
  questionId: string,
  note = 'Seen, too.',
): Promise<Answer> {
  const review = `/assessments/${id}/reviews/${questionId}`;
  const { headers } = await second.get(review);
  return second.post(`${review}/confirmation`, { note }, { 'if-match': headers['etag'] });
}

/** An assessment from beginning to end, by the baseline unless told: answers by question id, reviews by question id. */
export async function completedAssessment(
  app: TestApp,
  vendorId: string,
  {
    answers,
    reviews,
    templateVersionId,
  }: {
    answers?: Record<string, Value>;
    reviews?: Record<string, object>;
    templateVersionId?: string;
  } = {},
): Promise<Sent> {
  const sent = await submittedAssessment(app, vendorId, {
    ...(answers && { answers }),
    ...(templateVersionId && { templateVersionId }),
  });
  const assessor = await app.person('assessor');
  await reviewAll(assessor, sent.id, reviews);
  await complete(app, assessor, sent.id);
  return sent;
}
