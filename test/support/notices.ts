import type { Answer, Body, Caller } from './app.js';
import { dataSubjectCategories } from '../../src/modules/reference-data/codes.js';

/** Everything that a publication asks for inside the EEA. */
export const wholeItems = [
  ...['N_CONTROLLER', 'N_PURPOSE_BASIS', 'N_RECIPIENTS', 'N_TRANSFERS'],
  ...['N_RETENTION', 'N_RIGHTS', 'N_COMPLAINT'],
];

export const wordsOf = (recipients: object[], fields: object = {}) => ({
  ...{ language: 'en', text: 'This is what we do with your data.', items: wholeItems, recipients },
  ...{ countries: [], ...fields },
});

/** For everybody, unless told. */
export function aNotice(dpo: Caller, legalEntityId: string, fields: object = {}): Promise<Body> {
  const audiences = dataSubjectCategories;
  return done(dpo.post('/notices', { title: 'Privacy notice', legalEntityId, audiences, ...fields }));
}

export async function aPublishedVersion(
  dpo: Caller,
  noticeId: string,
  recipients: object[],
  fields: object = {},
): Promise<Body> {
  const path = `/notices/${noticeId}/versions`;
  const { id } = await done(dpo.post(path, wordsOf(recipients, fields)));
  return done(dpo.post(`${path}/${id}/publication`, { reason: 'Read.' }, { 'if-match': '"1"' }));
}

async function done(answer: Promise<Answer>): Promise<Body> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
