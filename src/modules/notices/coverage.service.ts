import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { coverageOf, coverageStates, type Coverage, type CoverageState } from './domain/coverage.js';
import { NoticeVersionsRepository } from './persistence/notice-versions.repository.js';
import { ReachedReader, type ReachedFilter } from './persistence/reached.reader.js';

/** More are not looked at; the answer says so. */
const mostLookedAt = 20_000;

export type CoverageReport = Readonly<{
  evaluatedAt: Date;
  counts: Readonly<Record<CoverageState, number>>;
  items: readonly Coverage[];
  /** How many more there are. */
  leftOut: number;
  complete: boolean;
}>;

/** Whether people are told of everybody who gets their data, and of nobody else. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly clock: Clock,
    private readonly versions: NoticeVersionsRepository,
    private readonly reader: ReachedReader,
  ) {}

  /** All rows of one of our companies, or of its flows to one vendor. */
  async allOf(of: Readonly<{ legalEntityId: string; vendorId?: string }>): Promise<Coverage[]> {
    const reached = await this.reader.all(of, mostLookedAt);
    return coverageOf(reached, await this.versions.inForce([of.legalEntityId]), { vendorId: of.vendorId });
  }

  async report(
    { state, audience, ...filter }: ReachedFilter & Readonly<{ state?: CoverageState; audience?: string }>,
    limit: number,
  ): Promise<CoverageReport> {
    const reached = await this.reader.all(filter, mostLookedAt + 1);
    const inForce = await this.versions.inForce(
      filter.legalEntityId === undefined ? null : [filter.legalEntityId],
    );
    const all = coverageOf(reached.slice(0, mostLookedAt), inForce, { audience, vendorId: filter.vendorId });
    const asked = state === undefined ? all : all.filter((one) => one.state === state);
    const counts = coverageStates.map((name) => [name, all.filter((one) => one.state === name).length]);
    return {
      evaluatedAt: this.clock.now(),
      counts: Object.fromEntries(counts) as CoverageReport['counts'],
      items: asked.slice(0, limit),
      leftOut: Math.max(0, asked.length - limit),
      complete: reached.length <= mostLookedAt,
    };
  }
}
