const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
const invisibleButLineBreaks = /[^\P{Cc}\t\n\r]|[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** NFC, without surrounding white space and with single inner spaces: how every short name is stored. */
export function tidy(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

/** A one-line name or title: something visible, and no control, bidirectional-override, invisible or private-use character. */
export function isLabel(text: string): boolean {
  return text.trim().length > 0 && text.isWellFormed() && !invisible.test(text);
}

/** Free text of several lines; line breaks and tabs are allowed, other control and invisible characters are not. */
export function isProse(text: string): boolean {
  return text.trim().length > 0 && text.isWellFormed() && !invisibleButLineBreaks.test(text);
}
