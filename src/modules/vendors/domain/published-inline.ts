import type { Token, Tokens } from 'marked';
import type { Line } from './published-entries.js';
import type { Reading } from './published-list.js';

/** The countries that a heading or the sentence before says of what follows. */
export type Above = Readonly<{
  countries: readonly string[];
  code: 'country_from_heading' | 'country_from_text_above';
  text: string;
}> | null;

export type Found = Readonly<{ lines: readonly Line[]; readings: readonly Reading[] }>;
export const nothing: Found = { lines: [], readings: [] };

/** That a whole list takes its country from elsewhere is said once. */
export function inheritance(
  inherited: readonly string[] | null,
  above: Above,
  line: number,
  lines: number,
): Reading[] {
  if (inherited === null || above === null || lines === 0) return [];
  const message = `${inherited.join(', ')} for ${lines} companies, from "${above.text.slice(0, 200)}"`;
  return [{ line, code: above.code, message }];
}

/** The words of inline text, without marks. */
export function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'br') return '; ';
      if (token.type === 'html') return /^<br\s*\/?>$/i.test(token.raw.trim()) ? '; ' : '';
      const inner = 'tokens' in token ? token.tokens : undefined;
      return inner ? plain(inner) : 'text' in token ? String(token.text) : '';
    })
    .join('');
}

/** The first address that a link leads to, on the web. */
export function linkIn(tokens: readonly Token[]): string | null {
  for (const token of tokens) {
    if (token.type === 'link' && /^https?:/i.test((token as Tokens.Link).href))
      return (token as Tokens.Link).href;
    const inner = 'tokens' in token && token.tokens ? linkIn(token.tokens) : null;
    if (inner !== null) return inner;
  }
  return null;
}
