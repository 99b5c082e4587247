import {
  exporterRegime,
  listOf,
  sccModulesFor,
  type PartyRole,
  type SccChoiceItem,
  type SccModule,
} from '../../reference-data/codes.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Unmet } from '../../../shared/unmet.js';
import type { Agreement } from './agreement.js';
import { blocking } from './unmet-reason.js';

type Carrying = Pick<Agreement, 'sccModules' | 'sccChoices' | 'subprocessorAuthorisation'>;
type Allowed = NonNullable<Agreement['subprocessorAuthorisation']>;

/** Clause 9(a) knows two options; what they are called here. */
export const subprocessorOptions = ['OPTION_1', 'OPTION_2'] as const;

const choices = listOf('scc_choice').items;
/** Clauses that the parties may take in or leave out: that nothing is recorded says that they left them out. */
const optional = ['SCC_7', 'SCC_11A'];

/** The modules that fit our company, by its law on that day, and the vendor. */
export function fittingModules(
  ours: Readonly<{ role: PartyRole; country: string }>,
  vendorRole: PartyRole,
  on: LocalDate,
): SccModule[] {
  return sccModulesFor({ exporter: ours.role, importer: vendorRole }, exporterRegime(ours.country, on));
}

/** What the modules leave to be filled in. Module Four asks for clauses 14 and 15 too, if only to say that they do not apply. */
export function choicesAskedFor({ sccModules, sccChoices }: Carrying): SccChoiceItem[] {
  const general = sccChoices.some(({ code, value }) => code === 'SCC_9A' && value === 'OPTION_2');
  return choices.filter(
    (choice) =>
      sccModules.some((module) => belongs(choice, module)) &&
      !optional.includes(choice.code) &&
      !(choice.code === 'SCC_ANNEX_III' && general),
  );
}

export function choicesMissing(agreement: Carrying): SccChoiceItem[] {
  return choicesAskedFor(agreement).filter(({ code }) =>
    agreement.sccChoices.every((recorded) => recorded.code !== code),
  );
}

export function belongs({ modules, conditionalModules = [] }: SccChoiceItem, module: SccModule): boolean {
  return modules.includes(module) || conditionalModules.includes(module);
}

/** Clause 9(a) and the agreement speak of the same thing: they must not say different things. */
export function sccNeeds({ sccModules, sccChoices, subprocessorAuthorisation }: Carrying): Unmet[] {
  const choice = sccChoices.find(({ code }) => code === 'SCC_9A');
  if (sccModules.length === 0 || !choice) return [];
  return subprocessorNeeds(choice.value, subprocessorAuthorisation ?? unsaid);
}

const unsaid = { kind: 'nothing', objectionDays: null } as const;

function subprocessorNeeds(option: string, { kind, objectionDays }: typeof unsaid | Allowed): Unmet[] {
  if (kind === 'PROHIBITED') return [];
  const expected = option === 'OPTION_1' ? 'SPECIFIC' : 'GENERAL';
  if (kind !== expected) return [differs(option, expected, kind)];
  return kind === 'GENERAL' && objectionDays === null ? [daysMissing] : [];
}

const law = 'SCC (EU) 2021/914 clause 9(a)';

const differs = (option: string, expected: string, agreed: string) =>
  blocking({
    code: 'SCC_9A_DIFFERS',
    requirement: 'The transfer clauses and the agreement say the same of sub-processors',
    message: `Clause 9(a) says ${option}, which is ${expected}; the agreement says ${agreed}.`,
    law,
    remedy: 'Correct subprocessorAuthorisation or the choice SCC_9A.',
  });

const daysMissing = blocking({
  code: 'SCC_9A_DAYS_MISSING',
  requirement: 'A general authorisation names the days in which we may object',
  message: 'Clause 9(a) option 2 leaves the number of days blank, and the agreement names none.',
  law,
  remedy: 'Record the days in subprocessorAuthorisation.objectionDays.',
});
