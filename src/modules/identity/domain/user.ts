import { staffRoles, type StaffRole } from '../../../shared/roles.js';
import { refuse } from './identity-errors.js';

export const userStatuses = ['active', 'removed'] as const;
export type UserStatus = (typeof userStatuses)[number];

/** One of our people. E-mail address, name and unit are personal: the ledger holds digests of them. */
export type User = Readonly<{
  id: string;
  revision: number;
  email: string | null;
  displayName: string | null;
  roles: StaffRole[];
  /** The part of the organisation that they belong to; null where nobody said. */
  unit: string | null;
  status: UserStatus;
  createdAt: Date;
}>;

/** Whoever runs the installation approves nothing (separation of duties). */
const decisions: readonly StaffRole[] = ['dpo', 'approver'];

export function assertRolesGoTogether(given: readonly StaffRole[]): void {
  const deciding = given.filter((role) => decisions.includes(role));
  if (given.includes('admin') && deciding.length > 0)
    refuse('user.roles_conflict', `An admin cannot also be ${deciding.join(' and ')}.`, {
      errors: [{ pointer: '/roles', code: 'roles_conflict', message: 'choose admin or the deciding role' }],
    });
}

export function inOrder(given: readonly StaffRole[]): StaffRole[] {
  return staffRoles.filter((role) => given.includes(role));
}
