import type { LocalDate } from '../../../shared/local-date.js';
import type { Unmet } from '../../../shared/unmet.js';
import { isOver, type Agreement, type AgreementStatus } from './agreement.js';
import { lastDay } from './agreement-terms.js';
import { clauseCheck, isOurOwn, type NamedClause } from './clause-check.js';
import { sccNeeds } from './scc-choices.js';
import { blocking, warning } from './unmet-reason.js';

/** The next step that has needs of its own; null when none is left. */
export function nextOf(status: AgreementStatus): AgreementStatus | null {
  if (status === 'draft' || status === 'in_review') return 'signed';
  return status === 'signed' || status === 'suspended' ? 'in_force' : null;
}

/** Every reason that still stands against the move, and what deserves a second look; empty when nothing does. */
export function unmetForMove(agreement: Agreement, to: AgreementStatus, on: LocalDate): Unmet[] {
  if (to === 'in_force')
    return [
      ...clauseNeeds(agreement),
      ...sccNeeds(agreement),
      ...roleNeeds(agreement),
      ...dateNeeds(agreement, on),
    ];
  if (to === 'signed') return dayOrder(agreement);
  if (to === 'expired') return expiryNeeds(agreement, on);
  return [];
}

function clauseNeeds(agreement: Agreement): Unmet[] {
  const { missing, notReviewed, partial } = clauseCheck(agreement);
  return [
    ...missing.map((clause) => byLaw(clause)({ ...about(clause), ...absent(clause) })),
    ...notReviewed.map((clause) =>
      byLaw(clause)({ ...about(clause), code: 'CLAUSE_NOT_REVIEWED', ...unread(clause) }),
    ),
    ...partial.map((clause) => warning({ ...about(clause), code: 'CLAUSE_PARTIAL', ...half(clause) })),
  ];
}

/** What no law asks for holds nothing up. */
const byLaw = ({ code }: NamedClause) => (isOurOwn(code) ? warning : blocking);

/** Under Art. 28 one side processes for the other; between controllers nobody does. */
function roleNeeds({ kind, vendorRole, legalEntityRole }: Agreement): Unmet[] {
  const processing = [vendorRole, legalEntityRole].some(
    (role) => role === 'PROCESSOR' || role === 'SUB_PROCESSOR',
  );
  const fits = kind === 'other' || processing === (kind === 'data_processing');
  if (fits || (kind === 'data_processing' && legalEntityRole === null)) return [];
  return [
    warning({
      code: 'ROLES_DO_NOT_FIT',
      requirement: 'The roles of the two sides are those of the agreement',
      message: `A ${kind} agreement with a vendor that is ${vendorRole}: look again at who decides about the data.`,
      law: 'GDPR Art. 4(7), (8), 26, 28(10)',
      remedy: 'Correct vendorRole, legalEntityRole or the kind.',
    }),
  ];
}

const about = ({ label, law }: NamedClause) => ({ requirement: label, law });
const absent = ({ code }: NamedClause) =>
  code.startsWith('SCC_')
    ? {
        code: 'SCC_CHOICE_MISSING',
        message: `What ${code} leaves to the parties is not recorded.`,
        remedy: 'Record in sccChoices what the agreement fills in.',
      }
    : {
        code: 'CLAUSE_MISSING',
        message: `${code} is missing from the agreement.`,
        remedy: 'Have the clause added, then record it as PRESENT; or as NOT_APPLICABLE with the reason.',
      };
const unread = ({ code }: NamedClause) => ({
  message: `${code} was not reviewed.`,
  remedy: 'Read the agreement for this clause and record what you found.',
});
const half = ({ code }: NamedClause) => ({
  message: `${code} is there, but not adequate.`,
  remedy: 'Have the clause completed, or keep the reason why it is enough in its note.',
});

function dateNeeds(agreement: Agreement, on: LocalDate): Unmet[] {
  const { effectiveFrom } = agreement;
  return [
    ...dayOrder(agreement),
    ...(effectiveFrom !== null && on < effectiveFrom
      ? [
          blocking({
            code: 'AGREEMENT_NOT_YET_EFFECTIVE',
            requirement: 'An agreement counts from its first day',
            message: `It takes effect on ${effectiveFrom}.`,
            law: 'Agreement, effectiveFrom',
            remedy: 'Wait for that day, or correct effectiveFrom.',
          }),
        ]
      : []),
    ...(isOver(agreement, on)
      ? [
          blocking({
            code: 'AGREEMENT_OVER',
            requirement: 'An agreement counts to its last day',
            message: `Its last day was ${String(lastDay(agreement))}.`,
            law: 'Agreement, effectiveTo',
            remedy: 'Record the renewal in effectiveTo, or draft the agreement that follows it.',
          }),
        ]
      : []),
  ];
}

function dayOrder({ effectiveFrom, effectiveTo }: Agreement): Unmet[] {
  if (effectiveFrom === null || effectiveTo === null || effectiveFrom <= effectiveTo) return [];
  return [
    blocking({
      code: 'AGREEMENT_ENDS_BEFORE_IT_STARTS',
      requirement: 'The last day is not before the first',
      message: `It would start on ${effectiveFrom} and end on ${effectiveTo}.`,
      law: 'Agreement, effectiveFrom and effectiveTo',
      remedy: 'Correct one of the two days.',
    }),
  ];
}

function expiryNeeds(agreement: Agreement, on: LocalDate): Unmet[] {
  if (isOver(agreement, on)) return [];
  return [
    blocking({
      code: 'AGREEMENT_NOT_OVER',
      requirement: 'An agreement expires by its last day',
      message: `Its last day is ${lastDay(agreement) ?? 'not known: it has none, or it renews itself'}.`,
      law: 'Agreement, effectiveTo',
      remedy: 'Terminate it instead, or correct effectiveTo.',
    }),
  ];
}
