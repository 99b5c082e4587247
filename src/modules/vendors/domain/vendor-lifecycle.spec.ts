import { canMove, unreachableFrom } from '../../../shared/state-machine.js';
import { DomainError } from '../../../shared/domain-error.js';
import { isApproval, isDecision, needsReason, vendorLifecycle, vendorStatuses } from './vendor-lifecycle.js';
import { assertFits, assertNotEnded, assertReason } from './vendor-rules.js';

function refused(work: () => void): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the lifecycle of a vendor', () => {
  it('has exactly these steps', () => {
    const steps = vendorStatuses.flatMap((from) =>
      vendorStatuses.filter((to) => canMove(vendorLifecycle, from, to)).map((to) => `${from} > ${to}`),
    );
    expect(steps).toEqual(
      [
        'proposed > vetting',
        'proposed > offboarding',
        'vetting > approved',
        'vetting > conditionally_approved',
        'vetting > rejected',
        'vetting > offboarding',
        'approved > vetting',
        'approved > suspended',
        'approved > offboarding',
        'conditionally_approved > vetting',
        'conditionally_approved > approved',
        'conditionally_approved > suspended',
        'conditionally_approved > offboarding',
        'rejected > vetting',
        'rejected > offboarding',
        'suspended > vetting',
        'suspended > approved',
        'suspended > conditionally_approved',
        'suspended > offboarding',
        'offboarding > vetting',
        'offboarding > offboarded',
      ].sort((a, b) => order(a) - order(b)),
    );
  });

  function order(step: string): number {
    const [from = '', to = ''] = step.split(' > ');
    const place = (status: string) => vendorStatuses.findIndex((one) => one === status);
    return place(from) * 10 + place(to);
  }

  it('reaches every status, never skips vetting, and ends only when offboarded', () => {
    expect(unreachableFrom(vendorLifecycle, 'proposed')).toEqual([]);
    const beforeApproval = vendorStatuses.filter((from) => vendorLifecycle[from].some(isApproval));
    expect(beforeApproval).toEqual(['vetting', 'conditionally_approved', 'suspended']);
    expect(vendorStatuses.filter((status) => vendorLifecycle[status].length === 0)).toEqual(['offboarded']);
    expect(vendorStatuses.filter((from) => vendorLifecycle[from].includes(from))).toEqual([]);
  });

  it('lets everybody leave but those who are gone', () => {
    const staying = vendorStatuses.filter((from) => !vendorLifecycle[from].includes('offboarding'));
    expect(staying).toEqual(['offboarding', 'offboarded']);
  });

  it('knows which steps are decisions, approvals, and asked about later', () => {
    expect(vendorStatuses.filter(isDecision)).toEqual(['approved', 'conditionally_approved', 'rejected']);
    expect(vendorStatuses.filter(isApproval)).toEqual(['approved', 'conditionally_approved']);
    expect(vendorStatuses.filter(needsReason)).toEqual([
      'conditionally_approved',
      'rejected',
      'suspended',
      'offboarding',
      'offboarded',
    ]);
  });

  it('refuses a step that is not there and names those that are', () => {
    expect(refused(() => assertFits({ status: 'approved' }, 'rejected'))).toMatchObject({
      kind: 'conflict',
      code: 'vendor.cannot_move',
      message:
        'A vendor that is approved cannot become rejected; the next steps are vetting, suspended, offboarding.',
      details: { from: 'approved', to: 'rejected', allowed: ['vetting', 'suspended', 'offboarding'] },
    });
    expect(refused(() => assertFits({ status: 'offboarded' }, 'vetting')).message).toBe(
      'A vendor that is offboarded cannot become vetting; that is the end.',
    );
    expect(() => assertFits({ status: 'proposed' }, 'vetting')).not.toThrow();
  });

  it('refuses a step without the reason that it needs', () => {
    expect(refused(() => assertReason('suspended', null))).toMatchObject({
      code: 'vendor.reason_required',
      details: { errors: [{ pointer: '/reason', code: 'missing' }] },
    });
    expect(() => assertReason('suspended', 'Breach')).not.toThrow();
    expect(() => assertReason('vetting', null)).not.toThrow();
  });

  it('changes nothing of a vendor that is offboarded', () => {
    expect(refused(() => assertNotEnded({ status: 'offboarded' })).code).toBe('vendor.offboarded');
    for (const status of vendorStatuses.filter((one) => one !== 'offboarded'))
      expect(() => assertNotEnded({ status })).not.toThrow();
  });
});
