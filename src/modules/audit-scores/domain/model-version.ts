import { refuse } from './audit-score-errors.js';
import type { ModelContent, ScoringModel } from './scoring-model.js';

export const modelStatuses = ['draft', 'released', 'retired'] as const;
export type ModelStatus = (typeof modelStatuses)[number];

/** One version of how scores are made. The released one is the current one: there is exactly one. */
export type ModelVersion = Readonly<{
  id: string;
  revision: number;
  /** Its name when it came with the software: scores carry it as modelId. */
  shippedAs: string | null;
  version: number;
  title: string;
  status: ModelStatus;
  content: ModelContent;
  /** modelId of the version whose content it started with. */
  basedOn: string | null;
  /** Everybody who wrote it: none of them releases it. */
  editedByIds: readonly string[];
  createdAt: Date;
  releasedById: string | null;
  releasedAt: Date | null;
  retiredAt: Date | null;
}>;

/** By what scores, profiles and addresses name it. */
export function modelIdOf({ shippedAs, id }: Pick<ModelVersion, 'shippedAs' | 'id'>): string {
  return shippedAs ?? id;
}

export function scoringModelOf(row: ModelVersion): ScoringModel {
  const { version, title, content } = row;
  return { id: modelIdOf(row), version, title, ...content };
}

export function edited(
  model: ModelVersion,
  by: string,
  change: Pick<ModelVersion, 'title' | 'content'>,
): ModelVersion {
  assertDraft(model);
  if (model.shippedAs !== null)
    refuse('scoring_model.shipped', 'What came with the software is not edited; begin a draft from it.');
  return { ...model, ...change, editedByIds: [...new Set([...model.editedByIds, by])] };
}

/** The draft becomes the current model; two people have seen it. */
export function released(model: ModelVersion, by: string, now: Date): ModelVersion {
  assertDraft(model);
  if (model.editedByIds.includes(by))
    refuse('scoring_model.own_release', 'You edited this model; somebody else releases it.');
  return { ...model, status: 'released', releasedById: by, releasedAt: now };
}

/** The current model gives way to its successor; a draft is given up. */
export function retired(model: ModelVersion, now: Date): ModelVersion {
  return { ...model, status: 'retired', retiredAt: now };
}

export function givenUp(model: ModelVersion, now: Date): ModelVersion {
  assertDraft(model);
  return retired(model, now);
}

function assertDraft({ version, status }: ModelVersion): void {
  if (status !== 'draft')
    refuse('scoring_model.not_draft', `Version ${version} is ${status} and never changes.`);
}
