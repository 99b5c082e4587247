import { controlDomains, type ControlDomain } from '../../../reference-data/codes.js';
import { evidenceNeeds, questionTypes, tiers, type EvidenceNeed, type QuestionType } from '../content.js';

const folded = (cell: string) =>
  cell
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');

const typeNames: Readonly<Record<string, QuestionType>> = {
  ...Object.fromEntries(questionTypes.map((type) => [folded(type), type])),
  ...{ yesno: 'yes_no', yn: 'yes_no', boolean: 'yes_no', yesnona: 'yes_no_na', ynna: 'yes_no_na' },
  ...{
    yesnonotapplicable: 'yes_no_na',
    single: 'single_choice',
    choice: 'single_choice',
    select: 'single_choice',
  },
  ...{
    dropdown: 'single_choice',
    radio: 'single_choice',
    multiplechoice: 'multi_choice',
    multi: 'multi_choice',
  },
  ...{ multiselect: 'multi_choice', checkbox: 'multi_choice', checkboxes: 'multi_choice', freetext: 'text' },
  ...{
    string: 'text',
    open: 'text',
    narrative: 'text',
    comment: 'text',
    textarea: 'text',
    numeric: 'number',
  },
  ...{
    integer: 'number',
    percentage: 'number',
    day: 'date',
    attachment: 'file',
    upload: 'file',
    document: 'file',
  },
};

export function typeIn(cell: string): QuestionType | null {
  return typeNames[folded(cell)] ?? null;
}

export function flagIn(cell: string): boolean | null {
  if (['yes', 'y', 'true', '1', 'x', 'required', 'mandatory', 'ja'].includes(folded(cell))) return true;
  return ['no', 'n', 'false', '0', 'optional', 'nein', 'none'].includes(folded(cell)) ? false : null;
}

export function domainIn(cell: string): ControlDomain | null {
  return controlDomains.find((domain) => folded(domain) === folded(cell)) ?? null;
}

export function evidenceIn(cell: string): EvidenceNeed | null {
  const need = evidenceNeeds.find((each) => each === folded(cell));
  const flag = flagIn(cell);
  return need ?? (flag === null ? null : flag ? 'required' : 'none');
}

export function numberIn(cell: string): number | null {
  return /^\d{1,6}([.,]\d{1,4})?$/.test(cell.trim()) ? Number(cell.trim().replace(',', '.')) : null;
}

export function tiersIn(cell: string): (1 | 2 | 3 | 4)[] | null {
  const named = cell.split(/[\s,;|]+/).filter(Boolean);
  const found = named.map((name) => tiers.find((tier) => String(tier) === name.replace(/^tier/i, '')));
  return found.every((tier) => tier !== undefined) ? found : null;
}

export type OptionCell = Readonly<{ id: string | null; text: string; effectiveness: 0 | 0.5 | 1 | null }>;

/** One option a line, or separated by | or ;. `id = text [0.5]`: the id and the effectiveness may be left out. */
export function optionsIn(cell: string): OptionCell[] {
  const separator = cell.includes('\n') ? /\n/ : cell.includes('|') ? /\|/ : /;/;
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, before = part, level] = /^(.*?)\s*\[(0|0\.5|1)\]$/s.exec(part) ?? [];
      const [, id = null, text = before] = /^([A-Za-z][A-Za-z0-9_-]{0,63})\s*=\s+?(.+)$/s.exec(before) ?? [];
      return { id, text, effectiveness: level === undefined ? null : (Number(level) as 0 | 0.5 | 1) };
    });
}

export function listIn(cell: string): string[] {
  return [
    ...new Set(
      cell
        .split(/[\n,;|]+/)
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  ];
}
