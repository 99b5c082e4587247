import { addDays, localDate } from '../../../shared/local-date.js';
import { DomainError } from '../../../shared/domain-error.js';
import {
  assertReadable,
  assertSound,
  assertStatement,
  changed,
  erasedBy,
  expiringDays,
  unverified,
  validityOn,
  verifiedBy,
  type Evidence,
} from './evidence.js';
import { safeFileName } from './file-name.js';
import { mediaTypeOf, type Content } from './media-type.js';
import { verdictOf } from './scan-reply.js';

const plain: Content = { detected: null, isText: true, opening: 'Policy, version 3', flaw: null };
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : 'other';
  }
}

describe('the media type of a file', () => {
  it.each([
    ['report.pdf', { detected: 'application/pdf' }, 'application/pdf'],
    ['SOC 2, v1.2 of acme.com.pdf', { detected: 'application/pdf' }, 'application/pdf'],
    ['policy.docx.pdf', { detected: 'application/pdf' }, 'application/pdf'],
    ['REPORT.PDF', { detected: 'application/pdf' }, 'application/pdf'],
    ['report', { detected: 'application/pdf' }, 'application/pdf'],
    ['photo.jpeg', { detected: 'image/jpeg' }, 'image/jpeg'],
    ['policy.docx', { detected: docx }, docx],
    ['notes.txt', {}, 'text/plain'],
    ['notes', {}, 'text/plain'],
    ['list.csv', {}, 'text/csv'],
    ['list.md', { opening: '# Measures' }, 'text/markdown'],
    ['answers.json', { opening: '{"a":1}' }, 'application/json'],
    ['less.txt', { opening: '< 72 hours' }, 'text/plain'],
  ])('of %s follows from its content', (name, content, mediaType) => {
    expect(mediaTypeOf(name, { ...plain, ...content })).toBe(mediaType);
  });

  it.each([
    [
      'a program',
      'tool.exe',
      { detected: 'application/x-msdownload', isText: false },
      'evidence.not_accepted',
    ],
    ['an archive', 'all.zip', { detected: 'application/zip', isText: false }, 'evidence.not_accepted'],
    ['bytes without meaning', 'x.bin', { isText: false }, 'evidence.not_accepted'],
    ['a web page', 'page.txt', { opening: '<!DOCTYPE html><p>' }, 'evidence.not_accepted'],
    ['a picture with script', 'a.txt', { opening: ' \n<svg onload=…' }, 'evidence.not_accepted'],
    ['a shell script', 'run.txt', { opening: '#!/bin/sh' }, 'evidence.not_accepted'],
    [
      'a document with macros',
      'p.docx',
      { detected: docx, flaw: 'macros' as const },
      'evidence.not_accepted',
    ],
    ['an archive that swells', 'p.docx', { detected: docx, flaw: 'bomb' as const }, 'evidence.zip_bomb'],
    ['a broken archive', 'p.docx', { detected: docx, flaw: 'damaged' as const }, 'evidence.not_accepted'],
    [
      'two files in one',
      'p.pdf',
      { detected: 'application/pdf', flaw: 'two_in_one' as const },
      'evidence.not_accepted',
    ],
    [
      'a program named as PDF within',
      'p.exe.pdf',
      { detected: 'application/pdf' },
      'evidence.double_extension',
    ],
    ['a page named as text within', 'p.html .txt', {}, 'evidence.double_extension'],
    ['a PDF named as program', 'p.pdf.exe', { detected: 'application/pdf' }, 'evidence.name_misleads'],
    ['a text named as PDF', 'report.pdf', {}, 'evidence.name_misleads'],
    ['a PDF named as picture', 'report.png', { detected: 'application/pdf' }, 'evidence.name_misleads'],
    ['a text named as program', 'setup.exe', {}, 'evidence.name_misleads'],
  ])('is refused for %s', (_case, name, content, code) => {
    expect(codeOf(() => mediaTypeOf(name, { ...plain, ...content }))).toBe(code);
  });
});

describe('the name of a file', () => {
  it.each([
    ['soc2 report.pdf', 'soc2 report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\dana\\Prüfbericht.pdf', 'Prüfbericht.pdf'],
    ['.htaccess', 'htaccess'],
    ['a\u202Egnp.exe', 'a gnp.exe'],
    ['a"b\r\nSet-Cookie: x', 'a b Set-Cookie x'],
    ['report.pdf. . ', 'report.pdf'],
    ['report.pdf\u0000.exe', 'report.pdf .exe'],
    ['', 'file'],
    ['   ', 'file'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`],
  ])('%j becomes %j', (given, name) => {
    expect(safeFileName(given)).toBe(name);
  });
});

const made: Evidence = {
  ...{
    id: 'e',
    revision: 1,
    title: 'ISO 27001',
    kind: 'ISO_CERTIFICATE',
    issuer: 'Nordaudit',
    scope: 'All sites',
  },
  ...{ fileName: 'iso.pdf', mediaType: 'application/pdf', size: 10, sha256: 'ab', vendorId: 'v' },
  ...{
    validFrom: localDate('2026-01-01'),
    validTo: localDate('2026-12-31'),
    statementOfApplicabilityId: null,
  },
  ...{ version: 1, supersedesId: null, supersededById: null, ...unverified, contentState: 'kept' },
  ...{ erasedAt: null, erasedById: null, erasureReason: null, legalGround: null, bytesDeletedAt: null },
  ...{ uploadedByKind: 'user', uploadedById: 'paula', createdAt: new Date(0) },
};
const moment = new Date('2026-06-01T08:00:00Z');

describe('the validity of evidence', () => {
  const [early, late] = [localDate('2026-01-01'), localDate('2026-12-31')];

  it.each([
    [early, late],
    [early, early],
    [null, late],
    [early, null],
    [null, null],
  ])('may run from %s to %s', (validFrom, validTo) => {
    expect(codeOf(() => assertSound({ ...made, validFrom, validTo }))).toBeNull();
  });

  it('does not end before it begins', () => {
    expect(codeOf(() => assertSound({ ...made, validFrom: late, validTo: early }))).toBe(
      'evidence.validity_reversed',
    );
  });

  it.each([
    ['2025-12-31', 'upcoming'],
    ['2026-01-01', 'valid'],
    [addDays(late, -expiringDays - 1), 'valid'],
    [addDays(late, -expiringDays), 'expiring'],
    ['2026-12-31', 'expiring'],
    ['2027-01-01', 'expired'],
  ])('is on %s: %s', (today, validity) => {
    expect(validityOn(localDate(today), { validFrom: early, validTo: late })).toBe(validity);
  });

  it('never ends without a last day', () => {
    expect(validityOn(localDate('2199-12-31'), { validFrom: null, validTo: null })).toBe('valid');
  });
});

describe('a statement of applicability', () => {
  it.each([
    ['of the same vendor', { kind: 'STATEMENT_OF_APPLICABILITY', vendorId: 'v' } as const, null],
    [
      'of another vendor',
      { kind: 'STATEMENT_OF_APPLICABILITY', vendorId: 'w' } as const,
      'evidence.statement_misplaced',
    ],
    ['that is a policy', { kind: 'POLICY', vendorId: 'v' } as const, 'evidence.statement_misplaced'],
    ['that is not there', undefined, 'evidence.statement_misplaced'],
  ])('%s: %#', (_case, statement, code) => {
    expect(codeOf(() => assertStatement(made, statement))).toBe(code);
  });

  it('belongs to an ISO certificate only', () => {
    const kind = 'SOC2_TYPE_2' as const;
    expect(codeOf(() => assertSound({ ...made, kind, statementOfApplicabilityId: 's' }))).toBe(
      'evidence.statement_misplaced',
    );
  });
});

describe('a verification', () => {
  const found = { outcome: 'verified', note: 'In the register of the issuer.', at: moment } as const;
  const verified = verifiedBy(made, 'anna', found);

  it('says who found what, and when', () => {
    expect(verified).toMatchObject({
      verificationOutcome: 'verified',
      verificationNote: 'In the register of the issuer.',
      verifiedById: 'anna',
      verifiedAt: moment,
    });
  });
  it('is not by whoever stored the document', () => {
    expect(codeOf(() => verifiedBy(made, 'paula', found))).toBe('evidence.own_upload');
  });
  it.each([
    [{ kind: 'CERTIFICATE' as const }],
    [{ issuer: 'Somebody else' }],
    [{ scope: null }],
    [{ validFrom: null }],
    [{ validTo: localDate('2030-12-31') }],
    [{ statementOfApplicabilityId: 's' }],
  ])('is over when what was vouched for changes: %j', (fields) => {
    expect(changed(verified, fields)).toMatchObject({ ...fields, ...unverified });
  });
  it('stands when the title changes, or nothing does', () => {
    expect(changed(verified, { title: 'ISO', issuer: 'Nordaudit' })).toEqual({ ...verified, title: 'ISO' });
  });
});

describe('an erasure', () => {
  const why = { reason: 'It names patients.', legalGround: 'GDPR Art. 17(1)(d)', at: moment };

  it('leaves hash, size, reason, ground, who and when', () => {
    expect(erasedBy(made, 'dora', why, false)).toEqual({
      ...made,
      contentState: 'erasing',
      erasedAt: moment,
      erasedById: 'dora',
      erasureReason: 'It names patients.',
      legalGround: 'GDPR Art. 17(1)(d)',
    });
  });
  it('withholds bytes that another document has too', () => {
    expect(erasedBy(made, 'dora', why, true).contentState).toBe('withheld');
  });
  it('is final: it is neither done twice, nor verified, nor read', () => {
    const erased = erasedBy(made, 'dora', why, false);
    expect(codeOf(() => erasedBy(erased, 'dora', why, false))).toBe('evidence.erased');
    expect(codeOf(() => verifiedBy(erased, 'anna', { outcome: 'verified', note: 'x', at: moment }))).toBe(
      'evidence.erased',
    );
    expect(codeOf(() => assertReadable(erased))).toBe('evidence.erased');
  });
});

describe('what a virus scanner answers', () => {
  it.each([
    ['stream: OK\0', { is: 'clean' }],
    ['stream: Eicar-Test-Signature FOUND\0', { is: 'infected', signature: 'Eicar-Test-Signature' }],
    ['INSTREAM size limit exceeded. ERROR\0', { is: 'too_large' }],
    ['stream: OK FOUND\0', { is: 'infected', signature: 'OK' }],
    ['stream: not OK\0', { is: 'unknown', reply: 'stream: not OK' }],
    ['UNKNOWN COMMAND\0', { is: 'unknown', reply: 'UNKNOWN COMMAND' }],
    ['', { is: 'unknown', reply: '' }],
  ])('%j is read', (reply, verdict) => {
    expect(verdictOf(reply)).toEqual(verdict);
  });
});
