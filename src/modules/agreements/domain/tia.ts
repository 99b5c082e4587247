import type { LocalDate } from '../../../shared/local-date.js';
import type { Tia } from './data-flow.js';

/** What keeps an impact assessment from counting on that day, by what EDPB Recommendations 01/2020 ask of one. */
export function tiaLacks(tia: Tia, on: LocalDate): string[] {
  const { assessedOn, conclusion } = tia;
  return [
    ...(conclusion === 'NOT_CURED' ? ['it found an impediment that nothing cures'] : []),
    ...(assessedOn > on ? [`it was made later, on ${assessedOn}`] : []),
    ...recordLacks(tia),
    ...reviewLacks(tia, on),
  ];
}

function recordLacks({
  conclusion,
  assessor = null,
  laws = null,
  sources = [],
  measures = [],
}: Tia): string[] {
  return [
    ...(laws === null ? ['the laws and practices looked at are not recorded (laws)'] : []),
    ...(sources.length === 0 ? ['no source is recorded (sources)'] : []),
    ...(assessor === null ? ['who made it is not recorded (assessor)'] : []),
    ...(conclusion === 'CURED_BY_MEASURES' && measures.length === 0
      ? ['the measures that cure are not recorded (measures)']
      : []),
  ];
}

function reviewLacks({ nextReviewOn }: Tia, on: LocalDate): string[] {
  if (nextReviewOn === null) return ['no day is set for its review (nextReviewOn)'];
  return nextReviewOn < on ? [`its review was due on ${nextReviewOn}`] : [];
}
