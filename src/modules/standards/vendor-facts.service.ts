import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { FindingsService, isOverdue } from '../audits/index.js';
import { AuditScoresService, RiskProfilesService } from '../audit-scores/index.js';
import { CertificationsService, isValidOn, VendorsService, type Vendor } from '../vendors/index.js';
import type { VendorFacts } from './domain/facts.js';

/** Gathers what the modules below know of a vendor at this moment. */
@Injectable()
export class VendorFactsService {
  constructor(
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly certifications: CertificationsService,
    private readonly findings: FindingsService,
    private readonly profiles: RiskProfilesService,
    private readonly scores: AuditScoresService,
  ) {}

  async of(vendorId: string): Promise<VendorFacts> {
    const vendor = await this.vendors.get(vendorId);
    return {
      vendor: await this.vendorFacts(vendor),
      score: await this.scoreFacts(vendorId),
      findings: await this.findingFacts(vendorId),
      certifications: await this.certificationFacts(vendorId),
    };
  }

  private async vendorFacts({
    id,
    status,
    tier,
    country,
    categories,
  }: Vendor): Promise<VendorFacts['vendor']> {
    return {
      status,
      country: country ?? '',
      categories: [...categories],
      hasRiskProfile: (await this.profiles.of(id)) !== null,
      ...(tier === null ? {} : { tier }),
    };
  }

  /** Computed afresh: what changed a moment ago counts, whether or not its news has arrived. */
  private async scoreFacts(vendorId: string): Promise<VendorFacts['score']> {
    const standing = await this.scores.asOfNow(vendorId);
    if (standing.state === 'unscored') return { present: false };
    const { grade, inherentRisk, residualRisk, controlEffectiveness, confidence, coverage } = standing.score;
    const knockouts = standing.score.knockouts.map(({ id }) => id);
    return {
      ...{ present: true, grade, inherentRisk, residualRisk },
      ...{ controlEffectiveness, confidence, coverage, knockouts },
    };
  }

  private async findingFacts(vendorId: string): Promise<VendorFacts['findings']> {
    const today = this.clock.today();
    const open = await this.findings.openOf(vendorId);
    const count = (severity: string) => open.filter((finding) => finding.severity === severity).length;
    return {
      open: open.length,
      openHigh: count('high'),
      openCritical: count('critical'),
      overdue: open.filter((finding) => isOverdue(finding, today)).length,
    };
  }

  /** A scheme has expired when none of its certifications is valid and one of them has ended. */
  private async certificationFacts(vendorId: string): Promise<VendorFacts['certifications']> {
    const today = this.clock.today();
    const { items } = await this.certifications.page(vendorId, {}, { limit: 200, sort: '-validTo' });
    const valid = new Set(items.filter((one) => isValidOn(one, today)).map(({ scheme }) => scheme));
    const ended = items.filter(({ validTo }) => validTo !== null && validTo < today);
    const expired = new Set(ended.map(({ scheme }) => scheme).filter((scheme) => !valid.has(scheme)));
    return { valid: [...valid].sort(), expired: [...expired].sort() };
  }
}
