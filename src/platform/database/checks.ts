/** The body of a CHECK that allows exactly these codes. */
export function oneOf(column: string, codes: readonly string[]): string {
  return `${column} IN (${codes.map((code) => `'${code}'`).join(', ')})`;
}
