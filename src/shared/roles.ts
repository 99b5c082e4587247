/** A person can have several. `respondent` is never given to a person: it is what an invitation link carries. */
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

export const roles = [...staffRoles, 'respondent'] as const;
export type Role = (typeof roles)[number];

/** Everybody inside; may read the registers. */
export const everybodyInside: readonly StaffRole[] = staffRoles;
