import { retentionClasses, type RetentionClass } from '../../../shared/retention-class.js';
import { refuse } from './retention-errors.js';

/** When records of a class go, and why then: set by an officer, and nothing before. */
export type RetentionRule = Readonly<{
  id: string;
  revision: number;
  class: RetentionClass;
  keepDays: number;
  /** The legal ground, or where it is written. */
  ground: string;
  active: boolean;
  setById: string | null;
  setAt: Date | null;
}>;
export type RuleFields = Pick<RetentionRule, 'keepDays' | 'ground' | 'active'>;

export const longestKeptDays = 18_250;

/** What a class is counted from, what becomes of it, and the bounds of its rule. */
export type RuleTerms = Readonly<{
  from: 'vendor_offboarded' | 'bundle_ready' | 'read' | 'report_set_aside';
  action: 'delete_bytes' | 'remove_bundle' | 'delete_rows' | 'erase_person' | 'empty_report';
  minimumDays: number;
  /** Why not earlier: said in the refusal. */
  because: string;
  proposed: Readonly<{ keepDays: number; ground: string }>;
}>;

const accountability =
  'the controller has to show that the vendor gave sufficient guarantees (GDPR Art. 5(2), 28(1)), and claims under Art. 82 come years later';
export const ruleTerms: Readonly<Record<RetentionClass, RuleTerms>> = {
  evidence_content: {
    ...{ from: 'vendor_offboarded', action: 'delete_bytes', minimumDays: 1_095, because: accountability },
    proposed: {
      keepDays: 3_650,
      ground: 'GDPR Art. 5(1)(e), 5(2): proof of Art. 28(1) until claims are barred',
    },
  },
  export_bundle: {
    ...{ from: 'bundle_ready', action: 'remove_bundle', minimumDays: 1 },
    because: 'whoever asked for a bundle needs a day to fetch it',
    proposed: { keepDays: 30, ground: 'GDPR Art. 5(1)(c): a bundle can be made again from the ledger' },
  },
  access_record: {
    ...{ from: 'read', action: 'delete_rows', minimumDays: 365 },
    because:
      'who read what is how a breach is found and documented (GDPR Art. 32(1), 33(5)), and breaches are found months later',
    proposed: { keepDays: 1_095, ground: 'GDPR Art. 5(1)(e), 32(1), 33(5)' },
  },
  vendor_person: {
    ...{ from: 'vendor_offboarded', action: 'erase_person', minimumDays: 365 },
    because: 'whoever answered and signed for the vendor is part of the proof of Art. 28(1) (GDPR Art. 5(2))',
    proposed: { keepDays: 1_095, ground: 'GDPR Art. 5(1)(e), 17(1)(a)' },
  },
  set_aside_report: {
    ...{ from: 'report_set_aside', action: 'empty_report', minimumDays: 1_095 },
    because:
      'breaches are documented so that the authority can verify why one was not notified (GDPR Art. 33(5))',
    proposed: { keepDays: 1_825, ground: 'GDPR Art. 5(1)(e), 33(5)' },
  },
};

/** As it is until somebody sets it: a proposal, which disposes of nothing. */
export function proposal(name: RetentionClass): RetentionRule {
  const { proposed } = ruleTerms[name];
  return { id: '', revision: 0, class: name, ...proposed, active: false, setById: null, setAt: null };
}

export function assertLongEnough(name: RetentionClass, keepDays: number): void {
  const { minimumDays, because } = ruleTerms[name];
  if (keepDays < minimumDays)
    refuse('retention_rule.too_short', `${name} is kept for ${minimumDays} days at least: ${because}.`, {
      errors: [{ pointer: '/keepDays', code: 'too_short', message: `give ${minimumDays} or more` }],
      minimumDays,
    });
}

export function classNamed(name: string): RetentionClass {
  const known = retentionClasses.find((one) => one === name);
  return known ?? refuse('retention_rule.not_found', `There is no class of records ${name}.`);
}

const dayMs = 86_400_000;

/** What is counted from before that moment has had its days. */
export function dueBefore({ keepDays }: Pick<RetentionRule, 'keepDays'>, now: Date): Date {
  return new Date(now.getTime() - keepDays * dayMs);
}

/** A rule works from the day after it was set, in UTC: whoever slips has the rest of the day to take it back. */
export function isAtWork({ active, setAt }: RetentionRule, now: Date): boolean {
  return active && setAt !== null && dayOf(setAt) < dayOf(now);
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
