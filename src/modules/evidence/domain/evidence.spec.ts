import { localDate } from '../../../shared/local-date.js';
import { DomainError } from '../../../shared/domain-error.js';
import { assertValidity } from './evidence.js';
import { safeFileName } from './file-name.js';
import { mediaTypeOf, type Content } from './media-type.js';

const plain: Content = { detected: null, isText: true, opening: 'Policy, version 3', hasMacros: false };
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
    ['a document with macros', 'p.docx', { detected: docx, hasMacros: true }, 'evidence.not_accepted'],
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
    ['', 'file'],
    ['   ', 'file'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`],
  ])('%j becomes %j', (given, name) => {
    expect(safeFileName(given)).toBe(name);
  });
});

describe('the validity of evidence', () => {
  const [early, late] = [localDate('2026-01-01'), localDate('2026-12-31')];

  it.each([
    [early, late],
    [early, early],
    [null, late],
    [early, null],
    [null, null],
  ])('may run from %s to %s', (validFrom, validTo) => {
    expect(codeOf(() => assertValidity({ validFrom, validTo }))).toBeNull();
  });

  it('does not end before it begins', () => {
    expect(codeOf(() => assertValidity({ validFrom: late, validTo: early }))).toBe(
      'evidence.validity_reversed',
    );
  });
});
