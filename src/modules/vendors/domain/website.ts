const longest = 2_000;

/** An http or https address of a public page, without user name and password; null when the text is none. */
export function websiteAddress(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > longest || !URL.canParse(trimmed)) return null;
  const { protocol, username, password, hostname } = new URL(trimmed);
  const open = username === '' && password === '' && hostname.includes('.');
  return open && ['http:', 'https:'].includes(protocol) ? trimmed : null;
}
