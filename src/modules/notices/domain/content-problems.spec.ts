import { contentProblems } from './content-problems.js';
import type { NoticeContent } from './notice-version.js';

const content = (fields: Partial<NoticeContent>): NoticeContent => ({
  ...{ url: null, text: 'Words', sha256: null, evidenceId: null, items: [], recipients: [], countries: [] },
  ...fields,
});
const found = (fields: Partial<NoticeContent>) =>
  contentProblems(content(fields)).map(({ pointer, code }) => `${pointer} ${code}`);
const page = { url: 'https://shop.example/privacy', text: null };
const nobody = { vendorId: null, category: null, name: null };

describe('the content of a notice', () => {
  it.each([
    ['a text', {}, []],
    ['a page with its hash', { ...page, sha256: 'a' }, []],
    ['a page with its document', { ...page, evidenceId: 'e' }, []],
    ['neither', { text: null }, ['/url missing']],
    ['both, and no hash', { url: 'https://shop.example' }, ['/text one_of_two', '/sha256 missing']],
    [
      'a text with a hash and a document',
      { sha256: 'a', evidenceId: 'e' },
      ['/sha256 computed', '/evidenceId not_needed'],
    ],
    ['a page without a hash', page, ['/sha256 missing']],
    ['a page with two', { ...page, sha256: 'a', evidenceId: 'e' }, ['/sha256 one_of_two']],
  ])('of %s', (_name, fields, problems) => {
    expect(found(fields)).toEqual(problems);
  });

  it('names each recipient in one way and once, and says of every one what is wrong', () => {
    const recipients = [
      { ...nobody, vendorId: 'v' },
      { ...nobody, vendorId: 'v', category: 'PAYMENTS' },
      nobody,
      { ...nobody, name: 'Acme' },
      { ...nobody, category: 'OTHER' },
      { ...nobody, category: 'OTHER', name: 'Acme' },
      { ...nobody, category: 'PAYMENTS' },
      { ...nobody, category: 'payments' },
      { ...nobody, vendorId: 'v' },
    ];
    expect(found({ recipients })).toEqual([
      '/recipients/1/vendorId one_of_two',
      '/recipients/2/category missing',
      '/recipients/3/category missing',
      '/recipients/4/category says_nothing',
      '/recipients/7 named_twice',
      '/recipients/8 named_twice',
    ]);
  });
});
