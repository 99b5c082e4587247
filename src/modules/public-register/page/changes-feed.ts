import { escaped } from '../../../platform/pages/html.js';
import { labelIn, say, type Language } from '../domain/language.js';
import type { PublicChange } from '../domain/public-change.js';
import { address } from './register-page.js';

const words = {
  announced: 'announced',
  begun: 'begun',
  paused: 'pausedChange',
  resumed: 'resumed',
  ended: 'endedChange',
} as const;

/** What a change says in one line: who, and what becomes of it. */
export function headline({ kind, sharing: { recipient } }: PublicChange, language: Language): string {
  const who = recipient.name ?? say(language, 'kindOf', { category: recipient.category ?? '' });
  return say(language, words[kind], { who });
}

/** Atom (RFC 4287), newest first. */
export function changesFeed(
  changes: readonly PublicChange[],
  {
    language,
    origin,
    id,
    updated,
  }: Readonly<{ language: Language; origin: string; id: string; updated: Date }>,
): string {
  const self = `${origin}${address}/changes?lang=${language.code}`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language.code}">`,
    `<id>urn:uuid:${id}</id>`,
    `<title>${escaped(say(language, 'changesTitle'))}</title>`,
    `<updated>${(changes[0]?.at ?? updated).toISOString()}</updated>`,
    `<author><name>${escaped(say(language, 'title'))}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(`${origin}${address}?lang=${language.code}`)}"/>`,
    ...changes.map((change) => entry(change, language, origin)),
    '</feed>',
    '',
  ].join('\n');
}

function entry(change: PublicChange, language: Language, origin: string): string {
  const { data, purposes } = change.sharing;
  const summary = [
    `${say(language, 'what')}: ${data.map(({ label }) => label).join('; ')}`,
    `${say(language, 'purposes')}: ${purposes.map(({ code }) => labelIn(language, 'purpose', code)).join('; ')}`,
  ];
  return [
    '<entry>',
    `<id>urn:uuid:${change.id}</id>`,
    `<title>${escaped(headline(change, language))}</title>`,
    `<updated>${change.at.toISOString()}</updated>`,
    `<link href="${escaped(`${origin}${address}?lang=${language.code}#s-${change.sharing.id}`)}"/>`,
    `<category term="${change.kind}"/>`,
    `<summary>${escaped(summary.join('. '))}</summary>`,
    '</entry>',
  ].join('\n');
}
