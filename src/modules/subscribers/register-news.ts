import { headline, labelIn, say, type Language, type PublicNews } from '../public-register/index.js';
import type { Written } from './domain/news.js';
import type { Texts } from './domain/texts/index.js';

/** What subscribers hear of; that it pauses and goes on is in the feed. */
export const heardKinds: readonly PublicNews['kind'][] = ['announced', 'begun', 'ended'];

/**
 * `notBefore`: the first day on which data may go there, YYYY-MM-DD; null where no day is set or it has begun.
 * `vendorId`: null where the recipient is not named, so that nobody finds out by asking for it.
 */
export type RegisterNews = Omit<PublicNews, 'vendorId'> &
  Readonly<{ vendorId: string | null; notBefore: string | null }>;

/** Of each sharing the last of what became of it: who is told at once that it begins and that it ended needs one of them. */
export function lastOfEach<T extends Pick<PublicNews, 'sharingId' | 'kind'>>(news: readonly T[]): T[] {
  const heard = news.filter(({ kind }) => heardKinds.includes(kind));
  return heard.filter(
    ({ sharingId }, at) => !heard.slice(at + 1).some((later) => later.sharingId === sharingId),
  );
}

type Places = Readonly<{ register: string; end: string }>;

export function registerMail(
  texts: Texts,
  language: Language,
  news: readonly RegisterNews[],
  { register, end }: Places,
): Written {
  const lines = news.map((one) => `- ${sentence(texts, language, one)}`);
  const parts = [
    texts.mailChanges,
    ...lines,
    `${texts.mailRegister}\n${register}`,
    `${texts.mailEnd}\n${end}`,
  ];
  return { subject: texts.mailChangesSubject, text: `${parts.join('\n\n')}\n` };
}

function sentence(texts: Texts, language: Language, { inWords, notBefore }: RegisterNews): string {
  const change = inWords(language);
  const { company, data, purposes } = change.sharing;
  const what = headline(change, language);
  const filled = {
    ...{ change: what, day: notBefore ?? '', who: company.name },
    what: data.map(({ label }) => label).join('; '),
    purposes: purposes.map(({ code }) => labelIn(language, 'purpose', code)).join('; '),
  };
  const words = { ...language, words: { change: texts.mailNotBefore, from: texts.mailFrom } };
  return `${notBefore === null ? what : say(words, 'change', filled)}.\n  ${say(words, 'from', filled)}`;
}

/** As a receiver's program reads it, the same for everybody; the rest stands in the public register under `sharingId`. */
export function registerBody(
  news: readonly RegisterNews[],
  { language, register, at }: Readonly<{ language: Language; register: string; at: Date }>,
): string {
  const changes = news.map(({ inWords, notBefore, kind, sharingId, at: changedAt }) => {
    const { id, sharing } = inWords(language);
    const { name, category } = sharing.recipient;
    const company = sharing.company.name;
    return { ...{ id, kind, changedAt, notBefore, sharingId, company }, recipient: { name, category } };
  });
  return JSON.stringify({
    type: 'register.changed',
    timestamp: at.toISOString(),
    data: { register, changes },
  });
}
