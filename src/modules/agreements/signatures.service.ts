import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Clock } from '../../shared/clock.js';
import { GatesService, type Verdict } from '../standards/index.js';
import type { Agreement } from './domain/agreement.js';
import { agreementFacts } from './domain/flow-facts.js';
import { assertNone, DutiesService } from './duties.service.js';

/** What signing asks, of an agreement or of its amendment: the standard, and somebody who did not review the clauses. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly clock: Clock,
    private readonly gates: GatesService,
    private readonly duties: DutiesService,
  ) {}

  /** Whoever reviewed the clauses does not sign, in whatever role or by whatever key. */
  async assertMaySign(by: Principal, reviewerIds: readonly string[]): Promise<void> {
    assertNone(await this.duties.of('signature', by, { clause_reviewer: reviewerIds }));
  }

  verdictOn(agreement: Agreement): Promise<Verdict> {
    const facts = agreementFacts(agreement, this.clock.today());
    return this.gates.unmetAt('agreement_signature', agreement.vendorId, facts);
  }
}
