import {
  dataCategoryOf,
  dataSubjectCategoryOf,
  type DpiaCriterion,
  type DpiaTrigger,
  type SpecialCategory,
} from '../../reference-data/codes.js';
import type { DataFlowContent } from './data-flow.js';

export type DpiaScreening = Readonly<{
  required: boolean;
  /** GDPR Art. 35(3): one is enough. */
  triggers: DpiaTrigger[];
  /** WP 248 rev.01: two usually call for an assessment. */
  criteria: DpiaCriterion[];
}>;
type Screened = Pick<
  DataFlowContent,
  'dpia' | 'dataCategories' | 'subjectCategories' | 'volume' | 'purposes'
>;

/** GDPR Art. 9(1) and 10: the kinds of special data among the categories. */
export function specialCategoriesOf({ dataCategories }: Pick<Screened, 'dataCategories'>): SpecialCategory[] {
  const kinds = dataCategories.flatMap(({ code }) => {
    const kind = dataCategoryOf(code)?.specialCategory ?? null;
    return kind === null ? [] : [kind];
  });
  return [...new Set(kinds)].sort();
}

/** What was answered in the screening, and what the record itself shows; an answer cannot talk the record away. */
export function screenDpia(flow: Screened): DpiaScreening {
  const shown = shownByRecord(flow);
  const triggers = [...new Set([...(flow.dpia?.triggers ?? []), ...shown.triggers])].sort();
  const criteria = [...new Set([...(flow.dpia?.criteria ?? []), ...shown.criteria])].sort();
  return { required: triggers.length > 0 || criteria.length >= 2, triggers, criteria };
}

function shownByRecord(flow: Screened): Pick<DpiaScreening, 'triggers' | 'criteria'> {
  const sensitive = specialCategoriesOf(flow).length > 0;
  const large = flow.volume === 'V3' || flow.volume === 'V4';
  const criteria: [DpiaCriterion, boolean][] = [
    ['WP248_1_SCORING', flow.purposes.some(({ code }) => profiling.has(code))],
    ['WP248_4_SENSITIVE', sensitive],
    ['WP248_5_LARGE_SCALE', large],
    ['WP248_7_VULNERABLE', flow.subjectCategories.some(isVulnerable)],
  ];
  return {
    triggers: sensitive && large ? ['A35_3_B'] : [],
    criteria: criteria.flatMap(([criterion, holds]) => (holds ? [criterion] : [])),
  };
}

const profiling = new Set<string>([
  'CREDIT_ASSESSMENT',
  'ADVERTISING_PROFILES',
  'PERSONALISED_ADVERTISING',
  'CONTENT_PROFILES',
  'CONTENT_PERSONALISATION',
]);

function isVulnerable(code: string): boolean {
  return dataSubjectCategoryOf(code)?.vulnerable ?? false;
}
