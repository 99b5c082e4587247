import type { Request } from 'express';
import { chosenLanguage } from '../../public-register/index.js';
import { languages, type Language } from '../domain/subscription.js';

/** Browsers ask for HTML first; programs for anything, or for JSON. */
export const wantsPage = (request: Request): boolean => request.accepts(['json', 'html']) === 'html';

/** What the form or the address says, otherwise what the browser asks for. */
export function languageOf({ body, query, headers }: Request): Language {
  const given = ((body ?? {}) as { language?: unknown }).language ?? query['language'];
  const asked = typeof given === 'string' ? given : undefined;
  const { code } = chosenLanguage(asked, headers['accept-language']);
  return languages.find((one) => one === code) ?? 'en';
}
