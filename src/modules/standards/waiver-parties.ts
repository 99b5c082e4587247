import { Injectable } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { IdentitiesService } from '../identity/index.js';
import { VendorsService } from '../vendors/index.js';
import type { Waiver } from './domain/waiver.js';
import { JudgedFlows } from './judged-flows.js';

/** Who stands on which side of a waiver. */
@Injectable()
export class WaiverParties {
  constructor(
    private readonly above: AnswersFromAbove,
    private readonly vendors: VendorsService,
    private readonly identities: IdentitiesService,
  ) {}

  /** Who had a part in what the waiver is for; null when there is no such thing. */
  async authorsOf({
    subjectType,
    subjectId,
  }: Pick<Waiver, 'subjectType' | 'subjectId'>): Promise<readonly string[] | null> {
    if (subjectType === 'vendor') return (await this.vendors.namesOf([subjectId])).has(subjectId) ? [] : null;
    const [flow] = await this.above.to(JudgedFlows).some([subjectId]);
    return flow?.authorIds ?? null;
  }

  /** Everything that a person acts as: accounts and keys. */
  async identitiesOf(personId: string): Promise<ReadonlySet<string>> {
    return (await this.identities.of(personId)).ids;
  }
}
