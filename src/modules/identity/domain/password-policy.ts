import { refuse } from './identity-errors.js';

export const shortestPassword = 12;
export const longestPassword = 128;

/** Length and guessability only, no rules on kinds of characters (ASVS 6.2.1–6.2.5). `isCommon` knows the leaked ones. */
export function assertPassword(
  password: string,
  about: { email: string; displayName: string },
  isCommon: (password: string) => boolean,
): void {
  const lower = password.toLowerCase();
  const parts = [...about.email.split(/[@.]/), ...about.displayName.split(/\s+/), 'keyholder']
    .map((part) => part.toLowerCase())
    .filter((part) => part.length >= 4);
  const rest = parts.reduce((text, part) => text.replaceAll(part, ''), lower);
  if (isCommon(lower) || rest.length < 6 || new Set(lower).size < 5)
    refuse('user.weak_password', 'This password is among the first that an attacker tries.', {
      errors: [
        {
          pointer: '/password',
          code: 'weak_password',
          message: 'choose a longer phrase that is not about you',
        },
      ],
    });
}
