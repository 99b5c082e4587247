/** The five factors of inherent risk, each 0 to 4; what each value means is in the model. */
export const factorNames = ['sensitivity', 'volume', 'access', 'criticality', 'transferExposure'] as const;
export type FactorName = (typeof factorNames)[number];
export type Factors = Readonly<Record<FactorName, number>>;

export const tiers = [1, 2, 3, 4] as const;
export type Tier = (typeof tiers)[number];

export const grades = ['A', 'B', 'C', 'D', 'F'] as const;
export type Grade = (typeof grades)[number];

export const findingSeverities = ['low', 'medium', 'high', 'critical'] as const;
export type FindingSeverity = (typeof findingSeverities)[number];

/** A rule that keeps inherent risk from being averaged down: it holds when every named factor is at least so high. */
export type Floor = Readonly<{
  id: string;
  title: string;
  when: Readonly<Partial<Record<FactorName, number>>>;
  atLeast: number;
}>;

/** How the controls of one domain count; a domain without a rule counts as its questions say. */
export type DomainRule = Readonly<{
  /** What the weight of each question is multiplied by. */
  weight: number;
  /** Takes the place of the questions' own half-lives; null leaves them. */
  halfLifeDays: number | null;
}>;

/** Everything that a score depends on besides its inputs. A version never changes; a new one makes new scores beside the old. */
export type ScoringModel = Readonly<{
  /** Unique for each version. */
  id: string;
  version: number;
  title: string;
  factors: Readonly<
    Record<
      FactorName,
      /** Whole percent; the five add up to 100. */
      Readonly<{
        title: string;
        weightPercent: number;
        values: readonly [string, string, string, string, string];
      }>
    >
  >;
  floors: readonly Floor[];
  /** Lower limits of inherent risk, highest first. */
  tiers: readonly Readonly<{ tier: Tier; from: number }>[];
  /** The share of inherent risk that perfect controls take away; below 1, because residual risk is never zero. */
  greatestReduction: number;
  /** What evidence loses its worth by, where a control names no half-life of its own. */
  defaultHalfLifeDays: number;
  knockout: Readonly<{ shareOfInherent: number; atLeast: number; bestGrade: Grade }>;
  findings: Readonly<{
    /** Points that each overdue finding adds to residual risk. */
    overduePoints: Readonly<Record<FindingSeverity, number>>;
    /** In which tiers an unresolved finding of this severity is a knock-out. */
    knockoutTiers: Readonly<Record<FindingSeverity, readonly Tier[]>>;
  }>;
  /** Upper limits of residual risk, best first; the last grade has none. */
  grades: readonly Readonly<{ grade: Grade; below: number | null }>[];
  /** Below this confidence a score shows the range in which it may lie. */
  lowConfidence: number;
  /** By control domain. */
  domains?: Readonly<Record<string, DomainRule>>;
}>;

/** The model without its name: what a draft is written in. */
export type ModelContent = Omit<ScoringModel, 'id' | 'version' | 'title'>;
