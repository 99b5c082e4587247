/** What an invitation opens: one assessment, and of it these sections; null: all. */
export type Respondent = Readonly<{ id: string; assessmentId: string; sections: readonly string[] | null }>;
