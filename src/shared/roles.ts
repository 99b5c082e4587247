/**
 * A person can have several. `respondent`, `remediator` and `reporter` are never given to a person: they are what links
 * to an assessment, to findings and to the report of incidents carry.
 */
export const staffRoles = [
  'admin',
  'requester',
  'procurement',
  'assessor',
  'dpo',
  'approver',
  'auditor',
] as const;
export type StaffRole = (typeof staffRoles)[number];

export const roles = [...staffRoles, 'respondent', 'remediator', 'reporter'] as const;
export type Role = (typeof roles)[number];

/** Everybody inside; may read the registers. */
export const everybodyInside: readonly StaffRole[] = staffRoles;
