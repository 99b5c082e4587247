import { Injectable } from '@nestjs/common';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { LocalDate } from '../../shared/local-date.js';
import {
  certificateProblems,
  endProblems,
  gapsOf,
  type ClosingCertificate,
  type Ended,
} from './domain/closing.js';
import { refuseFlow as refuse } from './domain/data-flow-errors.js';
import type { DataFlow } from './domain/data-flow.js';
import { dayOf } from './domain/sharing-days.js';
import { flowCertified, flowClosed } from './events.js';
import { FlowActs } from './flow-acts.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { References } from './persistence/references.js';
import { SharingRepository } from './persistence/sharing.repository.js';

export type Closure = Readonly<{
  reason: string;
  /** The last day of the sharing; today unless told. */
  endedOn: LocalDate | null;
  certificate: ClosingCertificate | null;
}>;

/** The end of a sharing, and the proof that the vendor holds nothing any more. */
@Injectable()
export class FlowClosingService {
  constructor(
    private readonly clock: Clock,
    private readonly acts: FlowActs,
    private readonly flows: DataFlowsRepository,
    private readonly sharing: SharingRepository,
    private readonly references: References,
  ) {}

  /** Closing needs no certificate; one that is missing stays on the list of what is missing until it is there. */
  close(id: string, expected: Expected, { reason, endedOn, certificate }: Closure): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, before) => {
      this.acts.assertCanMove(before, 'closed');
      const known = await this.known(before);
      const end = endedOn ?? (known.startedOn === null ? null : known.today);
      assertSound([
        ...endProblems(end, known),
        ...(await this.problemsOf(certificate, end ?? known.today, '/certificate')),
      ]);
      const after: DataFlow = {
        ...before,
        ...{ status: 'closed', closedAt: this.clock.now(), endedOn: end, certificate },
        certificateMissing: before.activatedAt !== null && certificate === null,
      };
      return this.flows.register.record(tx, { before, after, action: flowClosed, reason });
    });
  }

  /** The first certificate, or a better one for what the one before left open; that one stays in the history. */
  certify(id: string, expected: Expected, certificate: ClosingCertificate): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, before) => {
      if (before.status !== 'closed')
        refuse('data_flow.cannot_move', 'The certificate of an open data flow is given when it is closed.', {
          flowStatus: before.status,
        });
      const today = this.clock.today();
      if (before.certificate && gapsOf(before.certificate, today).length === 0)
        refuse('data_flow.certificate_known', 'There is a certificate already, and it leaves nothing open.');
      const end = before.endedOn ?? (before.closedAt ? dayOf(before.closedAt) : today);
      assertSound(await this.problemsOf(certificate, end, ''));
      const after: DataFlow = { ...before, certificate, certificateMissing: false };
      return this.flows.register.record(tx, { before, after, action: flowCertified });
    });
  }

  private async known({ id, activatedAt }: DataFlow): Promise<Ended> {
    return {
      today: this.clock.today(),
      startedOn: activatedAt && dayOf(activatedAt),
      lastSentOn: await this.sharing.lastDay(id),
    };
  }

  private async problemsOf(
    certificate: ClosingCertificate | null,
    endedOn: LocalDate,
    parent: string,
  ): Promise<FieldError[]> {
    if (certificate === null) return [];
    const { evidenceId: id } = certificate;
    const found = [
      ...certificateProblems(certificate, endedOn, this.clock.today()),
      ...(await this.references.problems([{ pointer: '/evidenceId', to: 'evidence', id }])),
    ];
    return found.map((problem) => ({ ...problem, pointer: `${parent}${problem.pointer}` }));
  }
}

function assertSound(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalidFields(errors);
}
