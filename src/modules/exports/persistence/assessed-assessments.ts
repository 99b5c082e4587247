import type { Row } from '../domain/column.js';
import type { Assessed, Judged, Method, Observed } from '../domain/oscal.js';
import { riskOf, vendorIn, type FindingFacts } from './assessed-rows.js';

type Question = Readonly<{
  id: string;
  text: string;
  type: string;
  weight: number;
  refs: string[];
  options: readonly Readonly<{ id: string; text: string }>[];
}>;
type Given = Readonly<{ id: string; questionId: string; value: unknown; answeredAt: string }>;
type Reviewed = Readonly<{
  questionId: string;
  verdict: string;
  effectiveness: number;
  evidenceStrength: number;
  notApplicable: boolean;
}>;
type Document = Readonly<{
  questionId: string;
  id: string;
  kind: string;
  validTo: string | null;
  at: string;
}>;
type Gap = FindingFacts & Readonly<{ questionId: string | null }>;
type Facts = Readonly<{
  questions: readonly Question[];
  given: readonly Given[];
  reviewed: readonly Reviewed[];
  documents: readonly Document[];
  gaps: readonly Gap[];
}>;
type Asked = Readonly<{
  assessment: string;
  question: Question;
  given: Given | undefined;
  review: Reviewed | undefined;
  documents: readonly Document[];
  gaps: readonly Gap[];
}>;

/** Words of respondents stay inside: they may be about people, and files that are out cannot be erased. */
const inWords: readonly string[] = ['text', 'file'];
const testedByOthers = 0.8;

/** From the columns that `withAnswers` adds. */
export function assessedAssessment(row: Row): Assessed {
  const id = String(row['id']);
  const facts = row['assessed'] as Facts;
  const asked = facts.questions.map((question): Asked => ({
    ...{ assessment: id, question },
    given: facts.given.find(({ questionId }) => questionId === question.id),
    review: facts.reviewed.find(({ questionId }) => questionId === question.id),
    documents: facts.documents.filter(({ questionId }) => questionId === question.id),
    gaps: facts.gaps.filter(({ questionId }) => questionId === question.id),
  }));
  const template = `${String(row['template_name'])}, version ${String(row['template_version'])}`;
  return {
    ...{ id, vendor: vendorIn(row), title: `${template}: ${String(row['vendor_name'])}` },
    description: `${facts.given.length} of ${asked.length} questions answered, ${facts.reviewed.length} reviewed.`,
    start: row['created_at'] as Date,
    end: row['completed_at'] as Date | null,
    about: [
      ['status', String(row['status'])],
      ['template-version-id', String(row['template_version_id'])],
      ['scope', row['scope'] as string | null],
    ],
    controls: facts.questions.map((question) => question.id),
    observed: asked.flatMap(observedIn),
    judged: asked.flatMap(judgedIn),
    risks: facts.gaps.map(riskOf),
  };
}

const observationId = ({ assessment, question }: Asked) => `observation/${assessment}/${question.id}`;

function observedIn(asked: Asked): Observed[] {
  const { question, given, documents } = asked;
  const [moment] = [given?.answeredAt, ...documents.map(({ at }) => at)].filter((at) => at !== undefined);
  if (moment === undefined) return [];
  const ends = documents.map(({ validTo }) => validTo).filter((day) => day !== null);
  return [
    {
      ...{ id: observationId(asked), title: question.text, methods: methodsOf(asked) },
      description: `${question.text}\n\n${answerOf(question, given)}`,
      collected: new Date(moment),
      expiresOn: ends.toSorted()[0] ?? null,
      evidence: documents.map(({ id, kind, validTo }) => ({
        id,
        description: `${kind}${validTo === null ? '' : `, valid until ${validTo}`}`,
      })),
      about: [
        ['control', question.id],
        ['control-refs', question.refs],
      ],
    },
  ];
}

/** An answer is an interview; documents were examined; a test is one that somebody outside made. */
function methodsOf({ given, documents, review }: Asked): Method[] {
  return [
    ...(given ? (['INTERVIEW'] as const) : []),
    ...(documents.length > 0 ? (['EXAMINE'] as const) : []),
    ...(review && review.evidenceStrength >= testedByOthers ? (['TEST'] as const) : []),
  ];
}

function answerOf({ type, options }: Question, given: Given | undefined): string {
  if (given === undefined || given.value === null) return 'Answered by documents.';
  if (inWords.includes(type)) return 'Answered in words.';
  const values = Array.isArray(given.value) ? given.value : [given.value];
  const words = values.map((value) => options.find(({ id }) => id === value)?.text ?? String(value));
  return `Answer: ${words.join('; ')}`;
}

/** What a reviewer judged; what only informs, or is accepted as not applicable, is no finding. */
function judgedIn(asked: Asked): Judged[] {
  const { assessment, question, review, given, documents, gaps } = asked;
  if (!review || review.notApplicable || question.weight === 0) return [];
  const isSeen = given !== undefined || documents.length > 0;
  return [
    {
      ...{ id: `${assessment}/${question.id}`, control: question.id, title: question.text },
      description: `Review: ${review.verdict}; effectiveness ${review.effectiveness}, strength of evidence ${review.evidenceStrength}.`,
      isSatisfied: review.verdict === 'accepted' && review.effectiveness === 1,
      observations: isSeen ? [observationId(asked)] : [],
      risks: gaps.map(({ id }) => `risk/${id}`),
    },
  ];
}

/** The rows of the register with what was asked, answered, shown, judged and found. */
export function withAnswers(sql: string): string {
  return `SELECT base.*, jsonb_build_object('questions', (${questionsOf('v.content')}),
          'given', coalesce(given.list, '[]'), 'reviewed', coalesce(reviewed.list, '[]'),
          'documents', coalesce(documents.list, '[]'), 'gaps', coalesce(gaps.list, '[]')) AS assessed
     FROM (${sql}) base JOIN questionnaire_version v ON v.id = base.template_version_id
     LEFT JOIN (SELECT assessment_id, jsonb_agg(jsonb_build_object('id', id, 'questionId', question_id,
            'value', value, 'answeredAt', answered_at) ORDER BY question_id) AS list
          FROM answer GROUP BY assessment_id) given ON given.assessment_id = base.id
     LEFT JOIN (SELECT assessment_id, jsonb_agg(jsonb_build_object('questionId', question_id, 'verdict', verdict,
            'effectiveness', effectiveness, 'evidenceStrength', evidence_strength,
            'notApplicable', not_applicable_accepted) ORDER BY question_id) AS list
          FROM review GROUP BY assessment_id) reviewed ON reviewed.assessment_id = base.id
     LEFT JOIN (SELECT a.assessment_id, jsonb_agg(jsonb_build_object('questionId', a.question_id, 'id', e.id,
            'kind', e.kind, 'validTo', e.valid_to, 'at', a.created_at) ORDER BY a.question_id, e.id) AS list
          FROM answer_evidence a JOIN evidence e ON e.id = a.evidence_id
          WHERE a.removed_at IS NULL GROUP BY a.assessment_id) documents ON documents.assessment_id = base.id
     LEFT JOIN (SELECT assessment_id, jsonb_agg(jsonb_build_object('id', id, 'questionId', question_id,
            'title', title, 'description', description, 'severity', severity, 'status', status, 'dueOn', due_on,
            'remedy', remedy, 'acceptedUntil', accepted_until) ORDER BY id) AS list
          FROM finding GROUP BY assessment_id) gaps ON gaps.assessment_id = base.id
    ORDER BY base.id`;
}

const questionsOf = (content: string) =>
  `SELECT coalesce(jsonb_agg(jsonb_build_object('id', q.one -> 'id', 'text', q.one -> 'text', 'type', q.one -> 'type',
            'weight', q.one -> 'weight', 'refs', q.one -> 'controlRefs', 'options', q.one -> 'options') ORDER BY s.place, q.place), '[]')
     FROM jsonb_array_elements(${content} -> 'sections') WITH ORDINALITY s (one, place),
          jsonb_array_elements(s.one -> 'questions') WITH ORDINALITY q (one, place)`;
