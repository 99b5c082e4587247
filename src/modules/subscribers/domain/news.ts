import type { Texts } from './texts/index.js';

/** Who a notice names, as it stands in the ledger; `since` is when versions without a gap began to. */
export type Named = Readonly<{
  vendorId: string | null;
  category: string | null;
  name: string | null;
  since: string | null;
}>;

/** What one publication tells that was not told before. */
export type RecipientNews = Readonly<{
  noticeVersionId: string;
  legalEntity: Readonly<{ id: string; name: string }>;
  language: string;
  publishedAt: string;
  /** The first day on which data may go to whoever does not get them yet, YYYY-MM-DD; null where that is at once. */
  notBefore: string | null;
  url: string | null;
  recipients: readonly Readonly<{ name: string | null; category: string | null }>[];
}>;

const same = (one: Named, other: Named) =>
  one.vendorId === other.vendorId && one.category === other.category && one.name === other.name;

/** Those that no version in force before names: not the one before, nor one in another language. */
export function newlyNamed(named: readonly Named[], publishedAt: string, before: readonly Named[]): Named[] {
  return named.filter((one) => one.since === publishedAt && !before.some((other) => same(one, other)));
}

export type Written = Readonly<{ subject: string; text: string }>;

export function confirmationMail(texts: Texts, links: Readonly<{ confirm: string; end: string }>): Written {
  const parts = [texts.mailConfirm, links.confirm, texts.mailConfirmIgnore, `${texts.mailEnd}\n${links.end}`];
  return { subject: texts.mailConfirmSubject, text: `${parts.join('\n\n')}\n` };
}

export function newsMail(texts: Texts, news: RecipientNews, endLink: string): Written {
  const filled = texts.mailNews
    .replace('{day}', () => news.publishedAt.slice(0, 10))
    .replace('{who}', () => news.legalEntity.name);
  const lines = news.recipients.map(({ name, category }) => `- ${name ?? plainCategory(category)}`);
  const lead = news.notBefore === null ? [] : [texts.mailLead.replace('{day}', () => news.notBefore ?? '')];
  const more = news.url === null ? [] : [`${texts.mailMore}\n${news.url}`];
  const parts = [filled, lines.join('\n'), ...lead, ...more, `${texts.mailEnd}\n${endLink}`];
  return { subject: texts.mailNewsSubject, text: `${parts.join('\n\n')}\n` };
}

/** As a receiver's program reads it: thin, and the same for everybody. */
export function newsBody(news: RecipientNews): string {
  return JSON.stringify({ type: 'recipients.announced', timestamp: news.publishedAt, data: news });
}

/** PROVIDERS_OF_CARE reads "providers of care". */
const plainCategory = (code: string | null) => (code ?? '').replaceAll('_', ' ').toLowerCase();
