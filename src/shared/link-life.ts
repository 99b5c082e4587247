import type { FieldError } from './domain-error.js';

/** How long a link for somebody outside lives: one without an end would outlive the person it was meant for. */
export const usualLinkDays = 60;
export const longestLinkDays = 366;

const dayMs = 86_400_000;

export function linkEnd(now: Date, days: number = usualLinkDays): Date {
  return new Date(now.getTime() + days * dayMs);
}

export function linkEndProblem(expiresAt: Date, now: Date): FieldError | null {
  const days = (expiresAt.getTime() - now.getTime()) / dayMs;
  if (days > 0 && days <= longestLinkDays) return null;
  return { pointer: '/expiresAt', code: 'out_of_range', message: 'give a moment within the next year' };
}
