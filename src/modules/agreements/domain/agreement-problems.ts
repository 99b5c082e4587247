import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { FieldError } from '../../../shared/domain-error.js';
import { listOf, type PartyRole } from '../../reference-data/codes.js';
import type { Agreement } from './agreement.js';
import { termOf } from './agreement-terms.js';
import { belongs, fittingModules, subprocessorOptions } from './scc-choices.js';

/** The two sides as their own registers show them. */
export type Sides = Readonly<{
  vendor: Readonly<{ name: string }>;
  legalEntity: Readonly<{ name: string; country: string; role: 'controller' | 'processor' }>;
}>;

/** What our company is under the agreement: what it says, else what the company's register says. */
export function ourRole(
  { legalEntityRole, kind }: Pick<Agreement, 'legalEntityRole' | 'kind'>,
  { role }: Pick<Sides['legalEntity'], 'role'>,
): PartyRole {
  if (legalEntityRole !== null) return legalEntityRole;
  if (role === 'processor') return 'PROCESSOR';
  return kind === 'joint_controllership' ? 'JOINT_CONTROLLER' : 'CONTROLLER';
}

/** Every field that cannot be right whatever else the agreement says; null when a side is not known itself. */
export function agreementProblems(agreement: Agreement, sides: Sides | null, today: LocalDate): FieldError[] {
  return [
    ...clauseProblems(agreement),
    ...dayProblems(agreement, today),
    ...(sides ? [...partyProblems(agreement, sides), ...sccProblems(agreement, sides, today)] : []),
    ...(agreement.deletionDays !== null && agreement.deletionChoice === null
      ? [wrong('/deletionDays', 'nothing_to_do', 'say in deletionChoice what is done within these days')]
      : []),
  ];
}

function clauseProblems({ clauses }: Agreement): FieldError[] {
  return clauses.flatMap(({ code, status, note }) =>
    status === 'NOT_APPLICABLE' && note === null
      ? [wrong('/clauses', 'note_missing', `${code} is NOT_APPLICABLE: say why in note`)]
      : [],
  );
}

function dayProblems(agreement: Agreement, today: LocalDate): FieldError[] {
  const { effectiveFrom, effectiveTo, autoRenewal, renewalMonths } = agreement;
  const reversed = effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom;
  return [
    ...(reversed
      ? [wrong('/effectiveTo', 'before_start', `effectiveTo lies before effectiveFrom, ${effectiveFrom}`)]
      : periodProblems(agreement)),
    ...(renewalMonths !== null && (!autoRenewal || effectiveTo === null)
      ? [wrong('/renewalMonths', 'renews_nothing', 'it counts only with autoRenewal and an effectiveTo')]
      : []),
    ...noticeProblems(agreement, today),
  ];
}

function noticeProblems({ effectiveFrom, noticeGivenOn }: Agreement, today: LocalDate): FieldError[] {
  if (noticeGivenOn === null) return [];
  if (noticeGivenOn > today)
    return [wrong('/noticeGivenOn', 'in_future', 'record the notice when it has been given')];
  return effectiveFrom !== null && noticeGivenOn < effectiveFrom
    ? [wrong('/noticeGivenOn', 'before_start', `notice cannot be given before ${effectiveFrom}`)]
    : [];
}

/** A notice day that lies before its own term could never be kept. */
function periodProblems(agreement: Agreement): FieldError[] {
  const { noticePeriodDays: days, autoRenewal } = agreement;
  if (days === null) return [];
  const spans = (autoRenewal ? [0, 1] : [0]).map((number) => termOf(agreement, number));
  const tooLong = spans.some((term) => term?.from != null && addDays(term.to, -days) < term.from);
  return tooLong
    ? [wrong('/noticePeriodDays', 'longer_than_term', `a notice of ${days} days does not fit into a term`)]
    : [];
}

function partyProblems({ parties, vendorRole, ...agreement }: Agreement, sides: Sides): FieldError[] {
  const named = new Map([
    [`${folded(sides.vendor.name)} ${vendorRole}`, 'the vendor'],
    [`${folded(sides.legalEntity.name)} ${ourRole(agreement, sides.legalEntity)}`, 'our company'],
  ]);
  return parties.flatMap(({ name, role }, at) => {
    const key = `${folded(name)} ${role}`;
    const already = named.get(key);
    named.set(key, already ?? `parties/${at}`);
    return already === undefined
      ? []
      : [wrong(`/parties/${at}`, 'named_twice', `this is ${already}, in the same role`)];
  });
}

function sccProblems(agreement: Agreement, sides: Sides, today: LocalDate): FieldError[] {
  const { sccModules, sccChoices, vendorRole } = agreement;
  const ours = { role: ourRole(agreement, sides.legalEntity), country: sides.legalEntity.country };
  const fitting = fittingModules(ours, vendorRole, today);
  const seen = new Set<string>();
  return [
    ...sccModules.flatMap((module, at) =>
      fitting.includes(module)
        ? []
        : [
            wrong(
              `/sccModules/${at}`,
              'other_roles',
              `${ours.role} to ${vendorRole} ${fitting.length > 0 ? `is ${fitting.join(' or ')}` : 'has no module'}`,
            ),
          ],
    ),
    ...sccChoices.flatMap(({ code, value }, at) => {
      const item = listOf('scc_choice').items.find((choice) => choice.code === code);
      const twice = seen.has(code);
      seen.add(code);
      if (twice) return [wrong(`/sccChoices/${at}`, 'named_twice', `${code} is recorded twice`)];
      if (!item || !sccModules.some((module) => belongs(item, module)))
        return [wrong(`/sccChoices/${at}`, 'other_module', `${code} belongs to no module in sccModules`)];
      const options: readonly string[] = subprocessorOptions;
      return code === 'SCC_9A' && !options.includes(value)
        ? [wrong(`/sccChoices/${at}/value`, 'unknown', `SCC_9A is ${options.join(' or ')}`)]
        : [];
    }),
  ];
}

const wrong = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
const folded = (name: string) => name.normalize('NFKC').toLowerCase();
