import { refuse } from './identity-errors.js';
import type { StaffRole } from '../../../shared/roles.js';

export const apiKeyPrefix = 'kh_';
const longestLifeDays = 731;

/** A key for another system. The secret is shown once; only its hash is stored. Keys never decide. */
export type ApiKey = Readonly<{
  id: string;
  revision: number;
  name: string;
  hint: string;
  roles: StaffRole[];
  expiresAt: Date;
  revokedAt: Date | null;
  createdBy: string;
  createdAt: Date;
}>;

export function assertExpiry(expiresAt: Date, now: Date): void {
  const days = (expiresAt.getTime() - now.getTime()) / 86_400_000;
  if (days <= 0 || days > longestLifeDays)
    refuse('api_key.expiry_in_past', 'A key ends within the next two years.', {
      errors: [
        { pointer: '/expiresAt', code: 'out_of_range', message: 'give a moment within the next two years' },
      ],
    });
}

/** A key with when it was last used, to the minute. */
export type ShownApiKey = ApiKey & Readonly<{ lastUsedAt: Date | null }>;
