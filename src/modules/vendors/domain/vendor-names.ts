import { inLatin, joinedPairs, lettersFor } from './confusables.js';

/** Lower case without accents, dots, apostrophes and punctuation: `Müller & Co., Inc.` and `MULLER and Co Inc` are one. */
export function foldedName(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/[\p{M}.'’`´]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return folded || text.normalize('NFKC').toLowerCase().trim();
}

/** What is the same for names that look the same. */
export function nameSkeleton(text: string): string {
  return joinedPairs(inLatin(foldedName(lettersFor(text.normalize('NFKC')))));
}

export const nameWarningCodes = ['mixed_scripts', 'looks_latin', 'unusual_letters'] as const;
export type NameWarningCode = (typeof nameWarningCodes)[number];
export type NameWarning = Readonly<{
  field: 'name' | 'legalName';
  code: NameWarningCode;
  message: string;
}>;

const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u];
const latinOnly = /^[a-z0-9]+$/;

const messages: Readonly<Record<NameWarningCode, string>> = {
  mixed_scripts: 'letters of several scripts stand in one word, some of which look like others',
  looks_latin: 'a word looks Latin and is written in letters of another script',
  unusual_letters: 'it holds wide, narrow or decorated forms of ordinary letters',
};

/** What a reader may not see in a name; a reason to look twice, not to refuse. */
export function nameWarnings(names: { name: string | null; legalName: string | null }): NameWarning[] {
  return (['name', 'legalName'] as const).flatMap((field) =>
    codesOf(names[field] ?? '').map((code) => ({ field, code, message: messages[code] })),
  );
}

function codesOf(text: string): NameWarningCode[] {
  const words = text.normalize('NFKC').split(/[^\p{L}\p{N}\p{M}]+/u);
  const mixed = words.some((word) => scripts.filter((script) => script.test(word)).length > 1);
  const foreign = words.some((word) => !mixed && looksLatin(word));
  const unusual = text.normalize('NFC') !== text.normalize('NFC').replace(/\p{L}|\p{N}/gu, plainForm);
  return [
    ...(mixed ? (['mixed_scripts'] as const) : []),
    ...(foreign ? (['looks_latin'] as const) : []),
    ...(unusual ? (['unusual_letters'] as const) : []),
  ];
}

function looksLatin(word: string): boolean {
  return (
    word.length > 1 && !/\p{Script=Latin}/u.test(word) && /\p{L}/u.test(word) && latinOnly.test(inLatin(word))
  );
}

const plainForm = (sign: string) => sign.normalize('NFKC');
