import type { LocalDate } from '../../../shared/local-date.js';
import { refuse } from './vendor-errors.js';

export const intakeKinds = ['vendor', 'flow'] as const;
export type IntakeKind = (typeof intakeKinds)[number];

export const intakeStatuses = ['open', 'accepted', 'refused', 'withdrawn'] as const;
export type IntakeStatus = (typeof intakeStatuses)[number];

/** Somebody of ours asks for a new vendor, or for sharing data with one. */
export type IntakeRequest = Readonly<{
  id: string;
  revision: number;
  kind: IntakeKind;
  what: string;
  forWhom: string;
  whichData: string;
  why: string;
  neededBy: LocalDate | null;
  vendorId: string | null;
  vendorName: string | null;
  status: IntakeStatus;
  /** Why it was answered as it was. */
  answer: string | null;
  requestedBy: string;
  answeredBy: string | null;
  answeredAt: Date | null;
  createdAt: Date;
}>;

export type IntakeFields = Pick<
  IntakeRequest,
  'kind' | 'what' | 'forWhom' | 'whichData' | 'why' | 'neededBy' | 'vendorId' | 'vendorName'
>;

export function assertVendorNamed({
  vendorId,
  vendorName,
}: Pick<IntakeFields, 'vendorId' | 'vendorName'>): void {
  if ((vendorId === null) !== (vendorName === null)) return;
  const message = 'give either vendorId or vendorName';
  refuse('intake_request.vendor_unnamed', 'A request names one vendor, by its id or by a new name.', {
    errors: ['/vendorId', '/vendorName'].map((pointer) => ({ pointer, code: 'one_of', message })),
  });
}

export function assertOpen({ status }: IntakeRequest): void {
  if (status !== 'open') refuse('intake_request.closed', `The request is ${status} already.`);
}

/** Separation of duties: the requester is never the decider. */
export function assertNotOwn({ requestedBy }: IntakeRequest, actorId: string): void {
  if (requestedBy === actorId)
    refuse('intake_request.own', 'You made this request; somebody else answers it.');
}

export function assertOwn({ requestedBy }: IntakeRequest, actorId: string): void {
  if (requestedBy !== actorId)
    refuse('intake_request.not_yours', 'Only who made the request can change or withdraw it.');
}
