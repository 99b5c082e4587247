import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { Assessment } from '../domain/assessment.js';
import { AssessmentsRepository } from './assessments.repository.js';

/** How many earlier assessments are asked for an answer. */
const mostEarlier = 10;

/** What a vendor was asked before, about the same service or about the whole. */
@Injectable()
export class EarlierReader {
  constructor(
    private readonly db: Database,
    private readonly repository: AssessmentsRepository,
  ) {}

  /** Completed ones, newest first. */
  async before({ id, vendorId, serviceId }: Assessment): Promise<Assessment[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT id FROM assessment
        WHERE vendor_id = $1 AND status = 'completed' AND service_id IS NOT DISTINCT FROM $2::uuid AND id <> $3
        ORDER BY completed_at DESC, id DESC LIMIT ${mostEarlier}`,
      [vendorId, serviceId, id],
    );
    const found: Assessment[] = [];
    for (const row of rows) found.push(await this.repository.assessments.get(row.id));
    return found;
  }
}
