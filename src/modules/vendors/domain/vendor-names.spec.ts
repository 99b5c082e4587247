import fc from 'fast-check';
import { domainName } from './domain-name.js';
import { foldedName, nameSkeleton, nameWarnings } from './vendor-names.js';
import { websiteAddress } from './website.js';

describe('a folded name', () => {
  it.each([
    ['accents', 'Café Zürich', 'cafe zurich'],
    ['composed or not', 'Cafe\u0301', 'cafe'],
    ['dots of legal forms', 'Acme B.V.', 'acme bv'],
    ['punctuation', 'Acme, Inc.', 'acme inc'],
    ['an ampersand', 'Müller & Co', 'muller and co'],
    ['sharp s', 'Straße AG', 'strasse ag'],
    ['full-width letters', 'ＡＣＭＥ', 'acme'],
    ['apostrophes', 'Sotheby’s', 'sothebys'],
    ['only signs', '!!!', '!!!'],
    ['other scripts', 'Яндекс', 'яндекс'],
  ])('leaves out %s', (_case, name, folded) => {
    expect(foldedName(name)).toBe(folded);
  });

  it('is its own folding, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const folded = foldedName(name);
        expect(foldedName(folded)).toBe(folded);
      }),
    );
  });

  it('keeps legal forms apart: they are different companies', () => {
    expect(foldedName('Acme GmbH')).not.toBe(foldedName('Acme AG'));
  });
});

describe('the skeleton of a name', () => {
  it.each([
    ['Cyrillic letters', 'Р\u0430ypal', 'Paypal'],
    ['Greek letters', 'Αcme', 'Acme'],
    ['a digit for a letter', 'Paypa1', 'Paypal'],
    ['a capital I for a small l', 'PaypaI', 'Paypal'],
    ['a zero for an o', 'G00gle', 'Google'],
    ['r and n for m', 'Arnazon', 'Amazon'],
    ['two v for w', 'Tvvitter', 'Twitter'],
    ['full-width letters', 'Ｓlack', 'Slack'],
  ])('is the same with %s', (_case, fake, real) => {
    expect(nameSkeleton(fake)).toBe(nameSkeleton(real));
    expect(foldedName(fake) === foldedName(real)).toBe(fake.startsWith('Ｓ'));
  });

  it.each([
    ['Vendor 1', 'Vendor I'],
    ['Alpha', 'Alphi'],
    ['Route 66', 'Route 69'],
    ['Sift', 'Slift'],
  ])('tells %s from %s', (one, other) => {
    expect(nameSkeleton(one)).not.toBe(nameSkeleton(other));
  });
});

describe('warnings of a name', () => {
  const codes = (name: string) => nameWarnings({ name, legalName: null }).map(({ code }) => code);
  it.each([
    ['Latin', 'Acme Analytics', []],
    ['accents', 'Ærø Økologi', []],
    ['a real Cyrillic name', 'Яндекс', []],
    ['a Latin and a Cyrillic word', 'Yandex Яндекс', []],
    ['mixed letters in one word', 'Р\u0430ypal', ['mixed_scripts']],
    ['Cyrillic that reads as Latin', '\u0421\u0430\u0440\u0430', ['looks_latin']],
    ['full-width letters', 'ＡＣＭＥ', ['unusual_letters']],
    ['letters of mathematics', '𝐀cme', ['unusual_letters']],
    ['Japanese', '株式会社', []],
    ['a sign alone', 'Acme™', []],
  ])('for %s', (_case, name, expected) => {
    expect(codes(name)).toEqual(expected);
  });

  it('say which name they are about, and nothing of one that is missing', () => {
    expect(nameWarnings({ name: 'Acme', legalName: 'ＡＣＭＥ' })).toEqual([
      { field: 'legalName', code: 'unusual_letters', message: expect.any(String) },
    ]);
    expect(nameWarnings({ name: null, legalName: null })).toEqual([]);
  });
});

describe('a domain', () => {
  it.each([
    ['as it is', 'acme.example', 'acme.example'],
    ['in capitals', 'Acme.Example', 'acme.example'],
    ['with www', 'www.acme.example', 'acme.example'],
    ['from an address', 'https://www.acme.example:8443/a?b#c', 'acme.example'],
    ['with a closing dot', 'acme.example.', 'acme.example'],
    ['of another script, in ASCII', 'xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
    ['called www', 'www.example', 'www.example'],
    ['a single word', 'acme', null],
    ['of another script', 'münchen.example', null],
    ['an IP address', '192.0.2.1', null],
    ['with a space', 'acme .example', null],
    ['with an empty label', 'acme..example', null],
    ['with a hyphen at the edge', '-acme.example', null],
    ['with a label of 64', `${'a'.repeat(64)}.example`, null],
    ['of 260 characters', `${'a.'.repeat(127)}example`, null],
    ['an e-mail address', 'me@acme.example', null],
    ['nothing', '', null],
  ])('%s', (_case, text, expected) => {
    expect(domainName(text)).toBe(expected);
  });

  it('is its own normal form', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        const normal = domainName(domain);
        if (normal !== null) expect(domainName(normal)).toBe(normal);
      }),
    );
  });
});

describe('the address of a website', () => {
  it.each([
    ['https', ' https://acme.example/a b ', 'https://acme.example/a b'],
    ['http', 'http://acme.example', 'http://acme.example'],
    ['another scheme', 'javascript:alert(1)', null],
    ['a file', 'file:///etc/passwd', null],
    ['credentials', 'https://user:pw@acme.example', null],
    ['a host without a dot', 'https://localhost', null],
    ['no address', 'acme', null],
    ['2,001 characters', `https://acme.example/${'x'.repeat(1_980)}`, null],
  ])('%s', (_case, text, expected) => {
    expect(websiteAddress(text)).toBe(expected);
  });
});
