import { convert, type HtmlToTextOptions } from 'html-to-text';
import { tidy } from '../../../../shared/label.js';
import type { Readings } from './readings.js';

const invisible = /[^\P{Cc}\t\n]|[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const markup = /<\/?[a-zA-Z!][^>]*>|&[a-zA-Z]+;|&#\d+;|&#[xX][0-9a-fA-F]+;/;

const options: HtmlToTextOptions = {
  wordwrap: false,
  selectors: [
    {
      selector: 'a',
      options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'], noAnchorUrl: true },
    },
    { selector: 'img', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'style', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
  limits: { maxInputLength: 200_000, maxDepth: 50, maxChildNodes: 5_000 },
};

/** Makes texts of others into texts that can be shown anywhere, and says what it did to them. */
export class PlainTexts {
  constructor(private readonly readings: Readings) {}

  /** Several lines; at most `most` characters. */
  prose(text: string, most: number, place: string): string {
    return this.shortened(this.visible(this.withoutMarkup(text, place), place).trim(), most, place);
  }

  /** One line. */
  line(text: string, most: number, place: string): string {
    return this.shortened(tidy(this.visible(this.withoutMarkup(text, place), place)), most, place);
  }

  private withoutMarkup(text: string, place: string): string {
    if (!markup.test(text)) return text;
    this.readings.note('html_to_text', 'HTML was reduced to its text; links stand in parentheses.', place);
    return convert(text, options);
  }

  private visible(text: string, place: string): string {
    const plain = text.normalize('NFC').replace(/\r\n?/g, '\n').toWellFormed();
    const shown = plain.replace(invisible, '');
    if (shown !== plain)
      this.readings.note('invisible_removed', 'Invisible characters were left out.', place);
    return shown;
  }

  private shortened(text: string, most: number, place: string): string {
    if (text.length <= most) return text;
    this.readings.note('text_shortened', 'Texts were cut to the length that is accepted.', place);
    return `${text
      .slice(0, most - 1)
      .trimEnd()
      .toWellFormed()}…`;
  }
}
