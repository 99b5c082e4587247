import type { FieldError } from '../../shared/domain-error.js';
import type { Content } from './domain/content.js';

/** The rules that any content keeps, however it comes: those of the request that replaces a draft. */
export abstract class ContentRules {
  abstract read(sections: unknown): { content: Content } | { errors: readonly FieldError[] };
}
