import baselineQuestionnaire from './baseline.json' with { type: 'json' };
import type { Section } from './content.js';

/** A questionnaire in our own words that is published on every installation. A changed one gets the next edition. */
export type ShippedQuestionnaire = Readonly<{
  key: string;
  edition: number;
  name: string;
  description: string;
  sections: readonly Section[];
}>;

const asWritten: unknown = baselineQuestionnaire; // JSON modules have no literal types; baseline.spec.ts proves the shape

export const baseline = asWritten as ShippedQuestionnaire;
