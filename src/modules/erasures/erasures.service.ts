import { Injectable } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { ErasablePeople, type HeldPerson, type PersonKind } from '../../platform/erasable-people.js';
import { uuidv7 } from '../../platform/ids.js';
import { StandingHolds } from '../../platform/standing-holds.js';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { refuse } from './domain/erasure-errors.js';
import { hindrances, kept, type Erasure, type Hindrance } from './domain/erasure.js';
import { DutiesReader } from './persistence/duties.reader.js';
import { ErasuresRepository, type ErasureFilter } from './persistence/erasures.repository.js';

export type AskedErasure = Readonly<{ kind: PersonKind; id: string; reason: string }>;

/** Takes a person's values out of the register; what was recorded with digests of them stays, and says nothing any more. */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly people: ErasablePeople,
    private readonly above: AnswersFromAbove,
    private readonly duties: DutiesReader,
    private readonly erasures: ErasuresRepository,
  ) {}

  page(filter: ErasureFilter, request: PageRequest): Promise<Page<Erasure>> {
    return this.erasures.page(filter, request);
  }

  get(id: string, at?: Date): Promise<Erasure> {
    return at ? this.erasures.register.at(id, at) : this.erasures.register.get(id);
  }

  /** What stands in the way now; nothing for somebody who was erased. */
  readiness(asked: AskedErasure, byId: string): Promise<Hindrance[]> {
    return this.db.run(async (tx) => {
      const person = await this.hold(tx, asked);
      return (await this.earlier(asked)) ? [] : this.hindrances(tx, asked, person, byId);
    });
  }

  /** Once: who is erased already is answered with that erasure, and nothing changes. `byId` null: by a retention rule. */
  erase(asked: AskedErasure, byId: string | null): Promise<{ erasure: Erasure; first: boolean }> {
    return this.db.run(async (tx) => {
      const person = await this.hold(tx, asked);
      const earlier = await this.earlier(asked);
      if (earlier) return { erasure: earlier, first: false };
      const unmet = await this.hindrances(tx, asked, person, byId);
      if (unmet.length > 0) refuse('erasure.hindered', 'Something still stands in the way.', { unmet });
      return { erasure: await this.carryOut(tx, asked, byId), first: true };
    });
  }

  private async hold(tx: Tx, { kind, id }: AskedErasure): Promise<HeldPerson> {
    const person = await this.people.of(kind).hold(tx, id);
    return person ?? refuse('erasure.nobody', `There is no ${kind.replaceAll('_', ' ')} ${id}.`);
  }

  private earlier({ kind, id }: AskedErasure): Promise<Erasure | null> {
    return this.erasures.register.find({ kind, subjectId: id });
  }

  private async hindrances(
    tx: Tx,
    { kind, id, reason }: AskedErasure,
    { values, vendorId }: HeldPerson,
    askedById: string | null,
  ): Promise<Hindrance[]> {
    const vendorIds = vendorId === null ? [] : [vendorId];
    const holds = await this.above.to(StandingHolds).over(tx, { vendorIds, person: { kind, id } });
    const duties = await this.duties.of(kind, id, this.clock.now());
    const own = (await this.people.of(kind).obstacles?.(tx, id)) ?? [];
    const said = askedById === null ? '' : reason; // a rule speaks of nobody
    return [
      ...hindrances({ subjectId: id, askedById, reason: said, values, duties }),
      ...own,
      ...kept(holds),
    ];
  }

  private async carryOut(
    tx: Tx,
    { kind, id, reason }: AskedErasure,
    erasedById: string | null,
  ): Promise<Erasure> {
    const fields = await this.people.of(kind).erase(tx, id, reason);
    const ended = await this.people.endRest(tx, kind, id, reason);
    if (await this.erasures.forgetAnswers(tx, kind, id)) ended.push('answers_for_retries');
    const now = this.clock.now();
    const after: Erasure = {
      ...{ id: uuidv7(now), revision: 0, kind, subjectId: id, fields, ended, reason },
      ...{ erasedById, erasedAt: now },
    };
    return this.erasures.register.record(tx, { before: null, after, action: 'erasure.carried_out', reason });
  }
}
