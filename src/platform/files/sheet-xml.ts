/** A day without a time of day is shown as one. */
export type SheetCell = string | number | boolean | null | Date | Readonly<{ day: string }>;

export const styles = { plain: 0, heading: 1, day: 2, moment: 3 } as const;

/** What Excel takes in one cell, in UTF-16 units; the rest is left out, and a sign stands for it. */
export const longestText = 32_767;
const dayMs = 86_400_000;
const epochDay = 25_569; // 1970-01-01, counted from the last day of 1899
const firstDay = Date.UTC(1900, 2, 1); // before it, Excel counts a day that never was
const lastDay = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** One row with its end; `names` are those of the columns. Texts are texts: nothing in them is ever computed. */
export function rowXml(
  cells: readonly SheetCell[],
  number: number,
  names: readonly string[],
  style: number = styles.plain,
): string {
  const inside = cells.map((cell, at) => cellXml(cell, `r="${names[at] ?? columnName(at)}${number}"`, style));
  return `<row r="${number}">${inside.join('')}</row>`;
}

function cellXml(cell: SheetCell, at: string, style: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return textXml(cell, at, style);
  if (typeof cell === 'boolean') return `<c ${at} t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c ${at}><v>${cell}</v></c>` : '';
  if (cell instanceof Date) return timeXml(cell, cell.toISOString(), at, styles.moment);
  return timeXml(new Date(`${cell.day}T00:00:00.000Z`), cell.day, at, styles.day);
}

function timeXml(time: Date, text: string, at: string, style: number): string {
  const milliseconds = time.getTime();
  const isKnown = milliseconds >= firstDay && milliseconds <= lastDay && time.toISOString().startsWith(text);
  if (!isKnown) return textXml(text, at, styles.plain);
  return `<c ${at} s="${style}"><v>${milliseconds / dayMs + epochDay}</v></c>`;
}

function textXml(text: string, at: string, style: number): string {
  const shown = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
  const marked = style === styles.plain ? '' : ` s="${style}"`;
  return `<c ${at}${marked} t="inlineStr"><is><t xml:space="preserve">${escaped(shown)}</t></is></c>`;
}

/** XML has no word for some characters; Excel writes them as _xHHHH_, and what looks like that with one more. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(unwritable, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

const unwritable = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A, B, …, Z, AA, … */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
