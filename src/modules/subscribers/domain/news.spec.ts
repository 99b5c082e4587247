import { confirmationMail, newlyNamed, newsBody, newsMail, type Named, type RecipientNews } from './news.js';
import { texts } from './texts/index.js';

const at = '2026-06-01T08:00:00.000Z';
const named = (fields: Partial<Named>): Named => ({
  vendorId: null,
  category: null,
  name: null,
  since: at,
  ...fields,
});
const news: RecipientNews = {
  ...{ noticeVersionId: 'v', legalEntity: { id: 'e', name: 'Shop $& Co' }, language: 'en', publishedAt: at },
  ...{ url: 'https://shop.example/privacy', notBefore: '2026-07-01' },
  recipients: [
    { name: 'Acme Payments', category: null },
    { name: null, category: 'DEBT_COLLECTION' },
  ],
};

describe('news of a publication', () => {
  it('is of those that were not named by any version in force, in whatever language', () => {
    const acme = named({ vendorId: 'acme' });
    const old = named({ vendorId: 'old', since: '2026-01-01T00:00:00.000Z' });
    const mail = named({ category: 'MAIL' });
    expect(newlyNamed([acme, old, mail], at, [])).toEqual([acme, mail]);
    expect(newlyNamed([acme, old, mail], at, [{ ...mail, since: '2026-01-01T00:00:00.000Z' }])).toEqual([
      acme,
    ]);
    expect(newlyNamed([mail], at, [named({ category: 'MAIL', name: 'Post' })])).toEqual([mail]);
  });

  it('is one mail with every name, and how to end it', () => {
    const { subject, text } = newsMail(texts.en, news, 'https://keyholder.example/end');
    expect(subject).toBe('New recipients of personal data');
    expect(text).toContain('On 2026-06-01, Shop $& Co published');
    expect(text).toContain('- Acme Payments\n- debt collection\n\n');
    expect(text).toContain('https://shop.example/privacy');
    expect(text).toContain('https://keyholder.example/end');
  });

  it('says from which day data may go to them, where that is not at once', () => {
    const lead = 'Where data do not go to them yet, they will not before 2026-07-01.';
    expect(newsMail(texts.en, news, 'https://end').text).toContain(`debt collection\n\n${lead}\n\n`);
    expect(newsMail(texts.en, { ...news, notBefore: null }, 'https://end').text).not.toContain('before 20');
  });

  it('is for programs what it is for people, and nothing else', () => {
    const body = JSON.parse(newsBody(news)) as { data: object };
    expect(body).toMatchObject({ type: 'recipients.announced', timestamp: at });
    expect(Object.keys(body.data).sort()).toEqual(
      ['language', 'legalEntity', 'noticeVersionId', 'notBefore', 'publishedAt', 'recipients', 'url'].sort(),
    );
  });

  it.each(Object.entries(texts))('in %s has every sentence', (_language, one) => {
    for (const sentence of Object.values(one)) expect(sentence.trim()).not.toBe('');
    expect(one.mailNews).toMatch(/\{day\}.*\{who\}/);
    expect(one.mailLead).toContain('{day}');
    expect(confirmationMail(one, { confirm: 'https://c', end: 'https://e' }).text).toContain('https://c\n\n');
  });
});
