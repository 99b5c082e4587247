import { canMove } from '../../../shared/state-machine.js';
import { refuse } from './vendor-errors.js';
import { needsReason, vendorLifecycle, type VendorStatus } from './vendor-lifecycle.js';

type Standing = Readonly<{ status: VendorStatus }>;

export function assertNotEnded({ status }: Standing): void {
  if (status === 'offboarded') refuse('vendor.offboarded', 'The vendor is offboarded.');
}

export function assertFits({ status }: Standing, to: VendorStatus): void {
  if (canMove(vendorLifecycle, status, to)) return;
  const allowed = vendorLifecycle[status];
  const next = allowed.length > 0 ? `the next steps are ${allowed.join(', ')}` : 'that is the end';
  refuse('vendor.cannot_move', `A vendor that is ${status} cannot become ${to}; ${next}.`, {
    from: status,
    to,
    allowed,
  });
}

export function assertReason(to: VendorStatus, reason: string | null): void {
  if (needsReason(to) && reason === null)
    refuse('vendor.reason_required', `Becoming ${to} needs a reason.`, {
      errors: [{ pointer: '/reason', code: 'missing', message: `say why the vendor becomes ${to}` }],
    });
}
