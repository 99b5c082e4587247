/** That a person's values were taken out: which fields, why and by whom, and never a value. */
export type Erasure = Readonly<{
  id: string;
  revision: number;
  kind: string;
  subjectId: string;
  /** Fields of the row that held something. */
  fields: string[];
  /** What ended or was forgotten besides the row. */
  ended: string[];
  reason: string;
  /** null: by a retention rule, which the reason names. */
  erasedById: string | null;
  erasedAt: Date;
}>;

/** The shape of everything that stands in the way of an erasure. */
export type Hindrance = Readonly<{
  code: string;
  message: string;
  remedy: string;
  count: number;
  ids: readonly string[];
}>;

export type ErasureFacts = Readonly<{
  subjectId: string;
  askedById: string | null;
  reason: string;
  /** What the person is called: the reason stays for ever and must not repeat it. */
  values: readonly string[];
  duties: readonly Readonly<{ code: DutyCode; count: number; ids: readonly string[] }>[];
}>;

/** What somebody has in hand that would lie still without them: found by these names, and what helps. */
export const duties = {
  VENDORS_OWNED: ['They own vendors.', 'Give the vendors another owner.'],
  FLOWS_SUBMITTED: ['Flows that they submitted are being decided.', 'Decide, or let somebody else submit.'],
  CONDITIONS_OWNED: ['They are to fulfil conditions of approvals.', 'Record what was done, or decide anew.'],
  AUDITS_LED: ['They lead audits that are not over.', 'Name another auditor, or conclude the audits.'],
  FINDINGS_OWNED: ['They own findings that are open.', 'Give the findings another owner.'],
  INCIDENTS_OWNED: ['They own incidents that are not closed.', 'Give the incidents another owner.'],
  WAIVERS_REQUESTED: ['Waivers that they asked for are being decided.', 'Grant, refuse or withdraw them.'],
  MODE_CHANGE_PROPOSED: ['They proposed how decisions are made.', 'Confirm or withdraw the proposal.'],
  REQUESTS_OPEN: ['They asked for vendors and wait for an answer.', 'Answer or withdraw the requests.'],
  API_KEYS: [
    'API keys that they made still work.',
    'Replace the keys by ones of somebody else and revoke them.',
  ],
  ONLY_RESPONDENT: [
    'Nobody else can answer the assessment.',
    'Invite somebody else, or cancel the assessment.',
  ],
  ASSESSMENT_OPEN: ['The assessment that they signed is not over.', 'Complete or cancel the assessment.'],
} as const satisfies Record<string, readonly [message: string, remedy: string]>;
export type DutyCode = keyof typeof duties;

/** Everything that stands in the way; empty means that the person can be erased. */
export function hindrances(facts: ErasureFacts): Hindrance[] {
  const found: Hindrance[] = [];
  const one = { count: 1, ids: [facts.subjectId] };
  if (facts.subjectId === facts.askedById)
    found.push({
      code: 'SELF',
      message: 'Nobody erases themselves.',
      remedy: 'Let another data protection officer do it.',
      ...one,
    });
  if (repeats(facts.reason, facts.values))
    found.push({
      code: 'REASON_NAMES_PERSON',
      message: 'The reason stays on record and repeats a value that is to go.',
      remedy: 'Say why without saying who.',
      ...one,
    });
  for (const { code, count, ids } of facts.duties) {
    const [message, remedy] = duties[code];
    found.push({ code, message, remedy, count, ids });
  }
  return found;
}

/** Legal claims come before erasure (GDPR Art. 17(3)(e)): whoever is refused hears of which cases. */
export function kept(holds: readonly Readonly<{ id: string; reference: string }>[]): Hindrance[] {
  if (holds.length === 0) return [];
  return [
    {
      code: 'LEGAL_HOLD',
      message: `They are kept for legal claims (GDPR Art. 17(3)(e)): ${holds.map(({ reference }) => reference).join('; ')}.`,
      remedy:
        'Release the legal hold when its case is over, and erase then. Tell the person why (Art. 12(4)).',
      count: holds.length,
      ids: holds.slice(0, mostShown).map(({ id }) => id),
    },
  ];
}
const mostShown = 10;

/** Values of one or two characters are found in any text. */
const shortest = 3;

export function repeats(text: string, values: readonly string[]): boolean {
  const plain = text.normalize('NFKC').toLowerCase();
  return values.some(
    (value) => value.length >= shortest && plain.includes(value.normalize('NFKC').toLowerCase()),
  );
}
