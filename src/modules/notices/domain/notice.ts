import type { DataSubjectCategoryCode } from '../../reference-data/codes.js';

/** What one of our companies tells a group of people (GDPR Arts. 13, 14); its words are in its versions. */
export type Notice = Readonly<{
  id: string;
  revision: number;
  reference: string;
  title: string;
  legalEntityId: string;
  /** For whom the next version will be; a published one keeps those for whom it was published. */
  audiences: readonly DataSubjectCategoryCode[];
  description: string | null;
  createdById: string;
  createdAt: Date;
}>;
