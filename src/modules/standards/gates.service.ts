import { Injectable } from '@nestjs/common';
import { distinct, groupedBy } from '../../shared/by-id.js';
import { Clock } from '../../shared/clock.js';
import type { Unmet } from '../../shared/unmet.js';
import { compileRequirement, rulesAt, rulesAtAny, unmetOf, type Rule } from './domain/evaluation.js';
import type { AgreementFacts, AssessmentFacts, FlowFacts, VendorFacts } from './domain/facts.js';
import { gatesOf, gatesWithin, type Gate } from './domain/gate.js';
import type { Requirement } from './domain/requirement.js';
import { withIndispensable } from './domain/shipped-standard.js';
import type { Standard } from './domain/standard.js';
import { waived, type WaiverInForce } from './domain/waiver.js';
import { StandardsRepository } from './persistence/standards.repository.js';
import { WaiversRepository } from './persistence/waivers.repository.js';
import { VendorFactsService } from './vendor-facts.service.js';

/** What stands in the way by the standard that holds now; warnings and what is waived are in it and block nothing. */
export type Verdict = Readonly<{
  standard: Readonly<{ id: string; version: number }>;
  unmet: Unmet[];
  evaluatedAt: Date;
}>;
/** `unmet` has everything that is asked of a flow anywhere. */
export type FlowVerdict = Verdict & Readonly<{ at: (gate: Gate) => Unmet[] }>;

export type FlowToJudge = Readonly<{
  id: string;
  vendorId: string;
  facts: FlowFacts;
  vendorFacts: VendorFacts;
}>;

export type Compiled = Readonly<{ standard: Standard; rules: readonly Rule[] }>;

/** May it pass? Every gate and every readiness asks here, so that they cannot answer differently. */
@Injectable()
export class GatesService {
  private compiled: Compiled | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly standards: StandardsRepository,
    private readonly waivers: WaiversRepository,
    private readonly facts: VendorFactsService,
  ) {}

  /** Of each of these vendors that there is. */
  vendorFacts(vendorIds: readonly string[]): Promise<ReadonlyMap<string, VendorFacts>> {
    return this.facts.ofEach(vendorIds);
  }

  /** Everything but flows, whose facts are known to who asks. */
  async unmetAt(
    gate: Gate,
    vendorId: string,
    facts: Partial<AgreementFacts & AssessmentFacts> = {},
  ): Promise<Verdict> {
    const { standard, rules } = await this.current();
    const all = { ...(await this.facts.of(vendorId)), ...facts };
    return this.verdict(standard, await this.lifted(unmetOf(rulesAt(rules, gate), all), [vendorId]));
  }

  /** In the order of the flows: two statements, however many they are. */
  async judged<Flow extends FlowToJudge>(
    flows: readonly Flow[],
  ): Promise<Readonly<{ flow: Flow; verdict: FlowVerdict }>[]> {
    const { standard, rules } = await this.current();
    const asked = rulesAtAny(rules, gatesWithin.flow);
    const gates = new Map(rules.map(({ requirement }) => [requirement.id, gatesOf(requirement)]));
    const found = flows.map((flow) => ({
      flow,
      found: unmetOf(asked, { ...flow.vendorFacts, ...flow.facts }),
    }));
    const waivers = await this.waiversFor(found);
    return found.map(({ flow, found: reasons }) => {
      const own = [...(waivers.get(flow.id) ?? []), ...(waivers.get(flow.vendorId) ?? [])];
      const unmet = waived(reasons, own);
      const at = (gate: Gate) => unmet.filter(({ code }) => gates.get(code)?.includes(gate));
      return { flow, verdict: { ...this.verdict(standard, unmet), at } };
    });
  }

  /** A requirement of the published standard; null when it has none by this id. */
  async requirement(id: string): Promise<Requirement | null> {
    const { rules } = await this.current();
    return rules.find(({ requirement }) => requirement.id === id)?.requirement ?? null;
  }

  /** The published version, read each time and compiled once. */
  async current(): Promise<Compiled> {
    const standard = await this.standards.published();
    if (!standard) throw new Error('No standard is published.');
    const compiled = this.compiled?.standard.id === standard.id ? this.compiled : compiledOf(standard);
    this.compiled = compiled;
    return compiled;
  }

  private async waiversFor(
    judged: readonly Readonly<{ flow: FlowToJudge; found: readonly Unmet[] }>[],
  ): Promise<ReadonlyMap<string, WaiverInForce[]>> {
    const concerned = judged.filter(({ found }) => found.some(({ waivable }) => waivable));
    if (concerned.length === 0) return new Map();
    const subjects = distinct(concerned.flatMap(({ flow }) => [flow.id, flow.vendorId]));
    const waivers = await this.waivers.inForce(subjects, this.clock.today());
    return groupedBy(waivers, ({ subjectId }) => subjectId);
  }

  private async lifted(unmet: Unmet[], subjectIds: readonly string[]): Promise<Unmet[]> {
    if (!unmet.some(({ waivable }) => waivable)) return unmet;
    return waived(unmet, await this.waivers.inForce(subjectIds, this.clock.today()));
  }

  private verdict({ id, version }: Standard, unmet: Unmet[]): Verdict {
    return { standard: { id, version }, unmet, evaluatedAt: this.clock.now() };
  }
}

export function compiledOf(standard: Standard): Compiled {
  return { standard, rules: withIndispensable(standard.requirements).map(compileRequirement) };
}
