const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const digits = /^\d+$/;
const longest = 253;

/**
 * An internet domain as it is compared: lower case, without scheme, `www.`, path, port and closing dot. International
 * letters must stand in their ASCII form (xn--…), so that no two names that look alike can both be stored. Null when the
 * text is no domain.
 */
export function domainName(text: string): string | null {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '')
    .replace(/^www\.(?=.+\.)/, '');
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  const fits = labels.length > 1 && labels.every((part) => label.test(part)) && !digits.test(last);
  return fits && host.length <= longest ? host : null;
}
