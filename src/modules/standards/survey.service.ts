import { Injectable } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { Clock } from '../../shared/clock.js';
import { localDate } from '../../shared/local-date.js';
import type { Judged } from './domain/judged.js';
import { refuse } from './domain/standards-errors.js';
import type { WaiverInForce, WaiverSubject } from './domain/waiver.js';
import { JudgedFlows, type JudgedFlow } from './judged-flows.js';
import { VendorFactsReader } from './persistence/vendor-facts.reader.js';
import { WaiversRepository } from './persistence/waivers.repository.js';
import { VendorFactsService, type KnownVendor } from './vendor-facts.service.js';

/** Vendors and data flows with all their facts and waivers, a batch at a time: a handful of statements each. */
@Injectable()
export class SurveyService {
  constructor(
    private readonly clock: Clock,
    private readonly above: AnswersFromAbove,
    private readonly reader: VendorFactsReader,
    private readonly vendors: VendorFactsService,
    private readonly waivers: WaiversRepository,
  ) {}

  /** Those that are still with us, after this id in the order of ids; scores are the newest stored ones. */
  async after(subjectType: WaiverSubject, id: string | null, most: number): Promise<Judged[]> {
    if (subjectType === 'vendor') {
      const ids = await this.reader.idsAfter(id, most);
      return this.asVendors(await this.vendors.ofAll(ids));
    }
    return this.asFlows(await this.above.to(JudgedFlows).after(id, most));
  }

  /** One of them, now with its score computed afresh, or as it was on record at that moment. */
  async one(subjectType: WaiverSubject, id: string, at?: Date): Promise<Judged> {
    const found = await this.find(subjectType, id, at);
    if (!found) {
      const when = at ? ` at ${at.toISOString()}` : '';
      return refuse('standard.no_subject', `There is no ${subjectType.replace('_', ' ')} ${id}${when}.`);
    }
    if (at) return found;
    return { ...found, facts: { ...found.facts, ...(await this.vendors.of(found.vendorId)) } };
  }

  private async find(subjectType: WaiverSubject, id: string, at?: Date): Promise<Judged | undefined> {
    const found =
      subjectType === 'vendor'
        ? await this.asVendors(await this.vendors.ofAll([id], at), at)
        : await this.asFlows(await this.above.to(JudgedFlows).some([id], at), at);
    return found[0];
  }

  private async asVendors(vendors: readonly KnownVendor[], at?: Date): Promise<Judged[]> {
    const waivers = await this.waiversOf(
      vendors.map(({ id }) => id),
      at,
    );
    return vendors.map(({ id, name, tier, facts }) => ({
      ...{ subjectType: 'vendor', subjectId: id, name, vendorId: id, tier, facts },
      waivers: waivers.get(id) ?? [],
    }));
  }

  private async asFlows(flows: readonly JudgedFlow[], at?: Date): Promise<Judged[]> {
    const vendorIds = [...new Set(flows.map(({ vendorId }) => vendorId))];
    const vendors = new Map((await this.vendors.ofAll(vendorIds, at)).map((one) => [one.id, one]));
    const waivers = await this.waiversOf([...vendorIds, ...flows.map(({ id }) => id)], at);
    return flows.flatMap((flow): Judged[] => {
      const vendor = vendors.get(flow.vendorId);
      if (!vendor) return [];
      const lifted = [...(waivers.get(flow.id) ?? []), ...(waivers.get(flow.vendorId) ?? [])];
      return [
        {
          ...{ subjectType: 'data_flow', subjectId: flow.id, name: flow.reference, vendorId: flow.vendorId },
          ...{ tier: vendor.tier, facts: { ...vendor.facts, ...flow.facts }, waivers: lifted },
        },
      ];
    });
  }

  private async waiversOf(ids: readonly string[], at?: Date): Promise<Map<string, WaiverInForce[]>> {
    const bySubject = new Map<string, WaiverInForce[]>();
    if (ids.length === 0) return bySubject;
    const found = at
      ? await this.waivers.inForceAt(ids, localDate(at.toISOString().slice(0, 10)), at)
      : await this.waivers.inForce(ids, this.clock.today());
    for (const waiver of found)
      bySubject.set(waiver.subjectId, [...(bySubject.get(waiver.subjectId) ?? []), waiver]);
    return bySubject;
  }
}
