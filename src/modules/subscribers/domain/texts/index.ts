import type { Language } from '../subscription.js';
import { en } from './en.js';
import { it } from './it.js';
import type { Texts } from './texts.js';

export type { Texts } from './texts.js';
export const texts: Readonly<Record<Language, Texts>> = { en, it };
