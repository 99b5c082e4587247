import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { ErasablePeople } from '../../platform/erasable-people.js';
import { currentContext } from '../../platform/http/request-context.js';
import { Clock } from '../../shared/clock.js';
import { delegationRevoked } from './events.js';
import { DelegationsRepository } from './persistence/delegations.repository.js';

/** With a person who is erased end the delegations that they gave and that they were given. */
@Injectable()
export class DelegationsOfErased implements OnModuleInit {
  constructor(
    private readonly people: ErasablePeople,
    private readonly clock: Clock,
    private readonly delegations: DelegationsRepository,
  ) {}

  onModuleInit(): void {
    this.people.follow('user', (tx, id, reason) => this.end(tx, id, reason));
  }

  private async end(tx: Tx, userId: string, reason: string): Promise<string | null> {
    await this.delegations.holdAlone(tx);
    const ids = await this.delegations.unendedOf(tx, userId, this.clock.today());
    if (ids.length === 0) return null;
    const revokedById = currentContext().principal?.id ?? userId;
    const before = await this.delegations.register.lockAll(tx, ids);
    await this.delegations.register.recordAll(
      tx,
      before.map((each) => ({
        before: each,
        after: { ...each, revokedById, revokedAt: this.clock.now() },
        ...{ action: delegationRevoked, reason },
      })),
    );
    return 'delegations';
  }
}
