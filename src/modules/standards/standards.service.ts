import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { changesBlocking, differenceBetween, type RequirementChange } from './domain/difference.js';
import { publish } from './domain/publication.js';
import { requirementProblems, type Requirement } from './domain/requirement.js';
import { refuse } from './domain/standards-errors.js';
import type { Standard } from './domain/standard.js';
import { standardPublished } from './events.js';
import { StandardsRepository, type StandardFilter } from './persistence/standards.repository.js';

/** `secondPerson`: the author cannot publish it. */
export type StandardDifference = Readonly<{
  from: Standard | null;
  to: Standard;
  changes: readonly RequirementChange[];
  secondPerson: boolean;
}>;
export type StandardFields = Readonly<{ title: string; note: string; requirements: readonly Requirement[] }>;

@Injectable()
export class StandardsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly standards: StandardsRepository,
  ) {}

  page(filter: StandardFilter, request: PageRequest): Promise<Page<Standard>> {
    return this.standards.page(filter, request);
  }

  get(id: string, at?: Date): Promise<Standard> {
    return at ? this.standards.register.at(id, at) : this.standards.register.get(id);
  }

  /** What this version changes; against the published one unless told. */
  async difference(id: string, fromId?: string): Promise<StandardDifference> {
    const to = await this.get(id);
    const from = fromId === undefined ? await this.standards.published() : await this.get(fromId);
    const changes = differenceBetween(from, to);
    return { from, to, changes, secondPerson: changesBlocking(changes) };
  }

  /** A new version to be read by others; it holds once somebody else publishes it. */
  draft(authorId: string, fields: StandardFields): Promise<Standard> {
    const errors = requirementProblems(fields.requirements);
    if (errors.length > 0)
      refuse('standard.bad_requirements', 'Some requirements cannot be evaluated.', { errors });
    return this.db.run(async (tx) => {
      await this.standards.serialise(tx);
      const now = this.clock.now();
      const after: Standard = {
        id: uuidv7(now),
        revision: 0,
        version: await this.standards.nextVersion(tx),
        status: 'draft',
        authorId,
        edition: null,
        createdAt: now,
        publishedById: null,
        publishedAt: null,
        ...fields,
      };
      return this.standards.register.record(tx, { before: null, after, action: 'standard.drafted' });
    });
  }

  publish(id: string, expected: Expected, by: Principal, reason: string): Promise<Standard> {
    return this.db.run(async (tx) => {
      await this.standards.serialise(tx);
      const draft = await this.standards.register.lock(tx, id, expected);
      const current = await this.standards.published();
      const moved = publish(draft, current, { id: by.id, roles: by.roles, at: this.clock.now() });
      for (const after of moved) {
        const superseded = after.status === 'superseded';
        await this.standards.register.record(tx, {
          before: superseded ? current : draft,
          after,
          action: superseded ? 'standard.superseded' : standardPublished,
          reason: superseded ? `version ${draft.version} was published` : reason,
        });
      }
      return this.get(id);
    });
  }
}
