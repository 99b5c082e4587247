export const suggestionMatches = ['same_question', 'same_controls'] as const;
export type SuggestionMatch = (typeof suggestionMatches)[number];

/** Where a carried answer comes from; moments are RFC 3339. */
export type SuggestedFrom = Readonly<{
  assessmentId: string;
  questionId: string;
  match: SuggestionMatch;
  /** When it was first given, however often it was carried since: its age counts from then. */
  givenAt: string;
  reviewedAt: string;
  reviewedById: string;
}>;
