import { ApiClient } from '../scripts/api-client.js';
import { madeUpVendor, type Figures } from './load.js';

const respondents = 50;
const plain = 300;
const conditional = 200;
const seconds = 10;

export const autosaveName = `save an answer: ${respondents} respondents at once in one assessment of ${plain + conditional} questions with ${conditional} conditions`;

type Kept = { id: string; revision: number; yes: boolean };

/** Everybody answers their own six questions again and again; each save is a revision with its ledger entry. */
export async function autosave(address: string, people: ApiClient): Promise<Figures> {
  const tokens = await invited(people);
  const durations: number[] = [];
  const until = performance.now() + seconds * 1_000;
  await Promise.all(
    tokens.map(async (token, nth) => {
      const client = new ApiClient(address, token);
      const own = range(6).map((k): Kept => ({ id: `q${nth * 6 + k}`, revision: 0, yes: k % 2 === 0 }));
      for (let turn = 0; performance.now() < until; turn++) {
        const answer = own[turn % own.length];
        if (answer) durations.push(await save(client, answer));
      }
    }),
  );
  durations.sort((a, b) => a - b);
  return {
    perSecond: durations.length / seconds,
    p99: durations[Math.floor(durations.length * 0.99)] ?? 0,
  };
}

async function save(client: ApiClient, answer: Kept): Promise<number> {
  answer.yes = !answer.yes;
  const headers = answer.revision === 0 ? {} : { 'if-match': `"${answer.revision}"` };
  const from = performance.now();
  const value = answer.yes ? 'yes' : 'no';
  const { body } = await client.put(`/respond/answers/${answer.id}`, { value, comment: null }, headers);
  answer.revision = Number(body.revision);
  return performance.now() - from;
}

/** A published questionnaire, sent to a vendor; a link for each respondent. */
async function invited(people: ApiClient): Promise<string[]> {
  const question = (id: string, visibleWhen?: string) => ({
    ...{ id, text: `Question ${id}?`, type: 'yes_no', domain: 'ACCESS_CONTROL', weight: 1, expected: 'yes' },
    ...(visibleWhen !== undefined && { visibleWhen }),
  });
  const sections = [
    ...[0, plain / 2].map((from) => ({
      id: `plain-${from}`,
      title: 'Plain',
      questions: range(plain / 2).map((nth) => question(`q${from + nth}`)),
    })),
    {
      id: 'conditional',
      title: 'Conditional',
      questions: range(conditional).map((nth) =>
        question(`c${nth}`, `answers.q${nth} == "yes" && answers.q${nth + 1} != "no"`),
      ),
    },
  ];
  const { body: template } = await people.post('/questionnaire-templates', { name: 'Large', sections });
  const path = `/questionnaire-templates/${String(template.id)}/versions/1`;
  const { body: version } = await people.decide('POST', `${path}/publication`, path);
  const { body: vendor } = await people.post('/vendors', madeUpVendor());
  const asked = { vendorId: vendor.id, templateVersionId: version.id, dueOn: '2099-12-31' };
  const { body: assessment } = await people.post('/assessments', asked);
  const tokens: string[] = [];
  for (const nth of range(respondents)) {
    const email = `respondent-${nth}@vendor.example`;
    const { body } = await people.post(`/assessments/${String(assessment.id)}/invitations`, { email });
    tokens.push(String(body.token));
  }
  return tokens;
}

const range = (length: number) => Array.from({ length }, (_each, nth) => nth);
