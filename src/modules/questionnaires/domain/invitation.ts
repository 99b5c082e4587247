import { linkEndProblem } from '../../../shared/link-life.js';
import type { Content } from './content.js';
import { refuse } from './questionnaire-errors.js';

export const invitationPrefix = 'khi_';

/** A link for one respondent to one assessment. The address is personal data; only the token's hash is stored. */
export type Invitation = Readonly<{
  id: string;
  revision: number;
  assessmentId: string;
  /** null when erased. */
  email: string | null;
  /** Ids of the sections that it opens; null: all. */
  sections: string[] | null;
  expiresAt: Date;
  revokedAt: Date | null;
  createdById: string;
  createdAt: Date;
}>;

export function assertExpiry(expiresAt: Date, now: Date): void {
  const problem = linkEndProblem(expiresAt, now);
  if (problem)
    refuse('invitation.expiry_in_past', 'An invitation ends within the next year.', { errors: [problem] });
}

export function assertSections({ sections }: Content, asked: readonly string[] | null): void {
  const unknown = (asked ?? []).filter((id) => !sections.some((section) => section.id === id));
  if (unknown.length > 0)
    refuse('invitation.unknown_sections', `There are no sections ${unknown.join(', ')}.`, {
      errors: [
        {
          pointer: '/sections',
          code: 'unknown_code',
          message: `name some of ${sections.map(({ id }) => id).join(', ')}`,
        },
      ],
    });
}
