import { Injectable } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { Clock } from '../../shared/clock.js';
import { localDate, type LocalDate } from '../../shared/local-date.js';
import { isOverdue, isSettled } from '../audits/index.js';
import { AuditScoresService, type Score, type Standing } from '../audit-scores/index.js';
import { isValidOn, VendorsService } from '../vendors/index.js';
import type { VendorFacts } from './domain/facts.js';
import { JudgedFlows } from './judged-flows.js';
import { VendorFactsReader } from './persistence/vendor-facts.reader.js';
import type { VendorRecord } from './vendor-record.js';

export type KnownVendor = Readonly<{ id: string; name: string; tier: number | null; facts: VendorFacts }>;

/** Gathers what the modules below know of vendors, now or as it was on record at a moment. */
@Injectable()
export class VendorFactsService {
  constructor(
    private readonly clock: Clock,
    private readonly above: AnswersFromAbove,
    private readonly vendors: VendorsService,
    private readonly scores: AuditScoresService,
    private readonly reader: VendorFactsReader,
  ) {}

  /** The score is computed afresh: what changed a moment ago counts, whether or not its news has arrived. */
  async of(vendorId: string): Promise<VendorFacts> {
    return (await this.ofEach([vendorId])).get(vendorId) ?? this.ofNobody(vendorId);
  }

  /** The same of many, in as many statements as of one. */
  async ofEach(vendorIds: readonly string[]): Promise<Map<string, VendorFacts>> {
    const known = await this.ofAll(vendorIds);
    const scores = await this.scores.asOfNow(known.map(({ id }) => id));
    return new Map(known.map(({ id, facts }) => [id, { ...facts, score: aboutScore(scores.get(id)) }]));
  }

  /** Of many at once, by their newest stored scores; with a moment, by what was on record then. */
  async ofAll(ids: readonly string[], at?: Date): Promise<KnownVendor[]> {
    if (ids.length === 0) return [];
    if (at) {
      const day = localDate(at.toISOString().slice(0, 10));
      const records = await this.reader.at(ids, at);
      return records.map((record) => known(record, day, { score: {}, sharing: {} }));
    }
    const today = this.clock.today();
    const flows = this.above.to(JudgedFlows);
    const missing = await flows.certificatesMissing(ids);
    return (await this.reader.of(ids)).map((record) =>
      known(record, today, {
        score: { present: false },
        sharing: { certificatesMissing: missing.get(record.id) ?? 0 },
      }),
    );
  }

  private async ofNobody(vendorId: string): Promise<never> {
    await this.vendors.get(vendorId);
    throw new Error(`The facts of vendor ${vendorId} cannot be read.`);
  }
}

function aboutScore(standing: Standing<Score> | undefined): VendorFacts['score'] {
  if (standing?.state !== 'scored') return { present: false };
  const { grade, inherentRisk, residualRisk, controlEffectiveness, confidence, coverage } = standing.score;
  const knockouts = standing.score.knockouts.map(({ id }) => id);
  const lapsed = standing.score.contributions.filter(
    ({ kind, evidenceStrength, freshness }) =>
      kind === 'control' && (evidenceStrength ?? 0) > 0 && (freshness ?? 1) < 1,
  );
  return {
    ...{ present: true, grade, inherentRisk, residualRisk, controlEffectiveness, confidence, coverage },
    ...{ knockouts, lapsedControls: lapsed.length },
  };
}

/** `otherwise`: what is to be said of a vendor without a stored score, and of its ended flows. */
function known(
  record: VendorRecord,
  on: LocalDate,
  otherwise: Pick<VendorFacts, 'score' | 'sharing'>,
): KnownVendor {
  const { id, name, tier, score } = record;
  return {
    ...{ id, name, tier },
    facts: {
      vendor: aboutVendor(record),
      score: score ? { present: true, ...score } : otherwise.score,
      findings: aboutFindings(record, on),
      certifications: aboutCertifications(record, on),
      sharing: otherwise.sharing,
    },
  };
}

function aboutVendor(record: VendorRecord): VendorFacts['vendor'] {
  const { status, tier, country, categories, links, hasRiskProfile, hasSubprocessors } = record;
  return {
    ...{ status, hasRiskProfile, country: country ?? '', categories: [...categories] },
    subprocessorsListed: links.subprocessors !== undefined || hasSubprocessors,
    ...(tier === null ? {} : { tier }),
  };
}

function aboutFindings({ findings }: VendorRecord, on: LocalDate): VendorFacts['findings'] {
  const open = findings.filter((finding) => !isSettled(finding, on));
  const count = (severity: string) => open.filter((finding) => finding.severity === severity).length;
  return {
    open: open.length,
    openHigh: count('high'),
    openCritical: count('critical'),
    overdue: open.filter((finding) => isOverdue(finding, on)).length,
    breaches: breachesAmong(open),
  };
}

/** Each named once, by its incident; by the finding itself where no incident is named. */
function breachesAmong(open: VendorRecord['findings']): string[] {
  const found = open.filter(({ source }) => source === 'incident');
  return [...new Set(found.map(({ id, sourceId }) => sourceId ?? id))].sort();
}

/** A scheme has expired when none of its certifications is valid and one of them has ended. */
function aboutCertifications({ certifications }: VendorRecord, on: LocalDate): VendorFacts['certifications'] {
  const valid = new Set(certifications.filter((one) => isValidOn(one, on)).map(({ scheme }) => scheme));
  const ended = certifications.filter(({ validTo }) => validTo !== null && validTo < on);
  const expired = new Set(ended.map(({ scheme }) => scheme).filter((scheme) => !valid.has(scheme)));
  return { valid: [...valid].sort(), expired: [...expired].sort() };
}
