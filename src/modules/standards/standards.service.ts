import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { Unmet } from '../../shared/unmet.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { compileRequirement, rulesAbout, unmetOf, type Rule } from './domain/evaluation.js';
import type { Facts, FlowFacts, Subject, VendorFacts } from './domain/facts.js';
import { publish } from './domain/publication.js';
import { requirementProblems, type Requirement } from './domain/requirement.js';
import { withIndispensable } from './domain/shipped-standard.js';
import { refuse } from './domain/standards-errors.js';
import type { Standard } from './domain/standard.js';
import { standardPublished } from './events.js';
import { StandardsRepository, type StandardFilter } from './persistence/standards.repository.js';
import { VendorFactsService } from './vendor-facts.service.js';

/** What stands in the way by the standard that holds now; warnings are in it and block nothing. */
export type Verdict = Readonly<{
  standard: Readonly<{ id: string; version: number }>;
  unmet: Unmet[];
  evaluatedAt: Date;
}>;
export type StandardFields = Readonly<{ title: string; note: string; requirements: readonly Requirement[] }>;

@Injectable()
export class StandardsService {
  private compiled: Readonly<{ standard: Standard; rules: readonly Rule[] }> | null = null;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly standards: StandardsRepository,
    private readonly facts: VendorFactsService,
  ) {}

  page(filter: StandardFilter, request: PageRequest): Promise<Page<Standard>> {
    return this.standards.page(filter, request);
  }

  get(id: string, at?: Date): Promise<Standard> {
    return at ? this.standards.register.at(id, at) : this.standards.register.get(id);
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
        createdAt: now,
        publishedById: null,
        publishedAt: null,
        ...fields,
      };
      return this.standards.register.record(tx, { before: null, after, action: 'standard.drafted' });
    });
  }

  publish(id: string, expected: Expected, by: { id: string; reason: string }): Promise<Standard> {
    return this.db.run(async (tx) => {
      await this.standards.serialise(tx);
      const draft = await this.standards.register.lock(tx, id, expected);
      const current = await this.standards.published();
      const moved = publish(draft, current, { id: by.id, at: this.clock.now() });
      for (const after of moved) {
        const superseded = after.status === 'superseded';
        await this.standards.register.record(tx, {
          before: superseded ? current : draft,
          after,
          action: superseded ? 'standard.superseded' : standardPublished,
          reason: superseded ? `version ${draft.version} was published` : by.reason,
        });
      }
      return this.get(id);
    });
  }

  vendorFacts(vendorId: string): Promise<VendorFacts> {
    return this.facts.of(vendorId);
  }

  async unmetForVendor(vendorId: string): Promise<Verdict> {
    return this.judge('vendor', await this.vendorFacts(vendorId));
  }

  async unmetForFlow(flowFacts: FlowFacts, vendorId: string): Promise<Verdict> {
    return this.judge('flow', { ...(await this.vendorFacts(vendorId)), ...flowFacts });
  }

  /** What the published standard demands of an assessment before it counts: it judges vendors and flows, and nothing else yet. */
  async unmetForAssessment(): Promise<Verdict> {
    const { standard } = await this.current();
    const { id, version } = standard;
    return { standard: { id, version }, unmet: [], evaluatedAt: this.clock.now() };
  }

  private async judge(about: Subject, facts: Facts): Promise<Verdict> {
    const { standard, rules } = await this.current();
    return {
      standard: { id: standard.id, version: standard.version },
      unmet: unmetOf(rulesAbout(rules, about), facts),
      evaluatedAt: this.clock.now(),
    };
  }

  /** The published version, read each time and compiled once. */
  private async current() {
    const standard = await this.standards.published();
    if (!standard) throw new Error('No standard is published.');
    if (this.compiled?.standard.id !== standard.id)
      this.compiled = {
        standard,
        rules: withIndispensable(standard.requirements).map(compileRequirement),
      };
    return this.compiled;
  }
}
