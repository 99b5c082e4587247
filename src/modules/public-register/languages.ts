import { readdirSync, readFileSync } from 'node:fs';
import type { Language } from './domain/language.js';

const first = 'en';

/** Every language that lies in the folder as a file. */
export function readLanguages(folder: URL): ReadonlyMap<string, Language> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const all = files.map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Language);
  return new Map(all.sort((a, b) => order(a, b)).map((language) => [language.code, language]));
}

/** English first: it is what is shown to whoever asks for none that is there. */
function order(a: Language, b: Language): number {
  return Number(b.code === first) - Number(a.code === first) || (a.code < b.code ? -1 : 1);
}

export const languages = readLanguages(new URL('./languages/', import.meta.url));

/** The language asked for by name, otherwise the best of Accept-Language (RFC 9110 12.5.4). */
export function chosenLanguage(
  asked: string | undefined,
  accepted: string | undefined,
  all: ReadonlyMap<string, Language> = languages,
): Language {
  const wanted = [...(asked === undefined ? [] : [asked]), ...ranked(accepted ?? '')];
  for (const tag of wanted) {
    const found = all.get(tag) ?? all.get(tag.split('-', 1)[0] ?? '');
    if (found) return found;
  }
  const [fallback] = all.values();
  if (!fallback) throw new Error('There is no file of a language.');
  return fallback;
}

function ranked(header: string): string[] {
  return header
    .split(',', 20)
    .map((part) => {
      const [tag = '', quality = 'q=1'] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/, 2);
      return { tag, weight: Number(/^q=(0(?:\.\d{1,3})?|1(?:\.0{1,3})?)$/.exec(quality)?.[1] ?? 0) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
