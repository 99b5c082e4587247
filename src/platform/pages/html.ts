/** Markup that needs no more escaping; only `html` makes it. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

export type Shown = Html | string | number | null | undefined | readonly Shown[];

const signs: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
  ...{ '"': '&quot;', "'": '&#39;' },
};

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

/** A page as a template: whatever is put into it is escaped, unless it is markup made the same way. */
export function html(texts: TemplateStringsArray, ...values: readonly Shown[]): Html {
  const parts = texts.map((text, at) => text + (at < values.length ? shown(values[at]) : ''));
  return new Html(parts.join(''));
}

function shown(value: Shown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string') return escaped(value);
  return typeof value === 'number' ? String(value) : value.map((each) => shown(each)).join('');
}
