import { Injectable } from '@nestjs/common';
import { refuse as refuseRequest } from '../../platform/errors/request-errors.js';
import { invalidFields } from '../../platform/http/validation.js';
import { Clock } from '../../shared/clock.js';
import { isBlocking, type Unmet } from '../../shared/unmet.js';
import type { Rule } from './domain/evaluation.js';
import { gatesOf, type Gate } from './domain/gate.js';
import {
  isHeldUp,
  rulesFor,
  unknownFacts,
  unmetIn,
  verdictsOn,
  type Judged,
  type VerdictOnOne,
} from './domain/judged.js';
import type { Severity } from './domain/requirement.js';
import type { Standard } from './domain/standard.js';
import type { WaiverSubject } from './domain/waiver.js';
import { compiledOf, GatesService } from './gates.service.js';
import { StandardsRepository } from './persistence/standards.repository.js';
import { SurveyService } from './survey.service.js';

export type Evaluation = Readonly<{
  standard: Standard;
  subject: Judged;
  at: Date | null;
  evaluatedAt: Date;
  ready: boolean;
  /** Documented facts that are not known, or were not on record then; what needs them fails. */
  unknownFacts: readonly string[];
  found: readonly VerdictOnOne[];
}>;

export type PortfolioFilter = Readonly<{
  subjectType: WaiverSubject;
  requirementId?: string;
  severity?: Severity;
  tier?: number;
  gate?: Gate;
}>;
export type PortfolioRow = Readonly<{ subject: Judged; ready: boolean; unmet: readonly Unmet[] }>;

const batchSize = 200;
/** However few of them fail, a page looks at no more than so many and then says where to go on. */
const mostLookedAt = 2_000;

/** What a version of the standard says of any vendor or data flow, one by one or all of them. */
@Injectable()
export class EvaluationsService {
  constructor(
    private readonly clock: Clock,
    private readonly gates: GatesService,
    private readonly standards: StandardsRepository,
    private readonly survey: SurveyService,
  ) {}

  async evaluate(
    standardId: string,
    {
      subjectType,
      subjectId,
      at,
    }: Readonly<{ subjectType: WaiverSubject; subjectId: string; at: Date | null }>,
  ): Promise<Evaluation> {
    const evaluatedAt = this.clock.now();
    if (at !== null && at > evaluatedAt)
      throw invalidFields([{ pointer: '/at', code: 'in_future', message: 'at must not lie ahead' }]);
    const { standard, rules } = compiledOf(await this.standards.register.get(standardId));
    const subject = await this.survey.one(subjectType, subjectId, at ?? undefined);
    const found = verdictsOn(subject, rulesFor(rules, subjectType));
    const ready = !isHeldUp(found);
    return { standard, subject, at, evaluatedAt, ready, unknownFacts: unknownFacts(subject), found };
  }

  /** Who fails what by the published standard; the cursor is the id after which to go on. */
  async portfolio(
    filter: PortfolioFilter,
    { limit, cursor }: Readonly<{ limit: number; cursor?: string }>,
  ): Promise<{ items: PortfolioRow[]; nextCursor: string | null }> {
    const rules = rulesFor((await this.gates.current()).rules, filter.subjectType).filter(({ requirement }) =>
      isAskedFor(requirement, filter),
    );
    let last = cursor === undefined ? null : positionIn(cursor);
    const items: PortfolioRow[] = [];
    for (let looked = 0; looked < mostLookedAt; looked += batchSize) {
      const batch = await this.survey.after(filter.subjectType, last, batchSize);
      for (const subject of batch) {
        last = subject.subjectId;
        items.push(...rowOf(subject, rules, filter));
        if (items.length === limit) return { items, nextCursor: last };
      }
      if (batch.length < batchSize) return { items, nextCursor: null };
    }
    return { items, nextCursor: last };
  }
}

function isAskedFor(
  requirement: Rule['requirement'],
  { requirementId, severity, gate }: PortfolioFilter,
): boolean {
  return (
    (requirementId === undefined || requirement.id === requirementId) &&
    (severity === undefined || requirement.severity === severity) &&
    (gate === undefined || gatesOf(requirement).includes(gate))
  );
}

function rowOf(subject: Judged, rules: readonly Rule[], { tier }: PortfolioFilter): PortfolioRow[] {
  if (tier !== undefined && subject.tier !== tier) return [];
  const unmet = unmetIn(verdictsOn(subject, rules));
  return unmet.length === 0 ? [] : [{ subject, ready: !unmet.some(isBlocking), unmet }];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function positionIn(cursor: string): string {
  if (uuid.test(cursor)) return cursor;
  return refuseRequest('request.bad_cursor', 'The cursor was not made for this list.', {
    errors: [{ pointer: '/cursor', code: 'bad_cursor', message: 'start the list again without cursor' }],
  });
}
