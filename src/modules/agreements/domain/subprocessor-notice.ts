import type { LocalDate } from '../../../shared/local-date.js';
import type { UsedContent } from './objection-window.js';

/** One line of a notice as it was taken into the register. */
export type NoticeLine = Readonly<{
  kind: 'added' | 'replaced' | 'changed' | 'removed';
  name: string;
  replaces: string | null;
  purpose: string | null;
  subprocessorId: string;
  before: UsedContent | null;
  after: UsedContent;
}>;

/** A vendor told us of changes of its sub-processors, GDPR Art. 28(2). */
export type SubprocessorNotice = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  /** On which the time to object begins. */
  receivedOn: LocalDate;
  /** First day of the change. */
  effectiveOn: LocalDate;
  source: string;
  evidenceId: string | null;
  note: string | null;
  changes: readonly NoticeLine[];
  recordedById: string;
  createdAt: Date;
}>;
