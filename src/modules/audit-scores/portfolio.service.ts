import { Injectable } from '@nestjs/common';
import type { Page } from '../../shared/page.js';
import type { PageRequest } from '../../platform/database/lists.js';
import {
  AuditScoresRepository,
  type RankedScore,
  type RankingFilter,
} from './persistence/audit-scores.repository.js';

/** All vendors side by side. */
@Injectable()
export class PortfolioService {
  constructor(private readonly scores: AuditScoresRepository) {}

  ranking(filter: RankingFilter, request: PageRequest): Promise<Page<RankedScore>> {
    return this.scores.ranking(filter, request);
  }
}
