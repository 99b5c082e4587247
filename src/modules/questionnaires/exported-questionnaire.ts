import type { Content as PdfContent } from 'pdfmake/interfaces.js';
import { pdfFile } from '../../platform/files/pdf.js';
import { workbookFile, type WorkbookCell } from '../../platform/files/workbook.js';
import { placedQuestions, type Option, type Question, type Section } from './domain/content.js';
import { tableFields, type TableField } from './domain/imports/table-columns.js';
import type { Template, TemplateVersion } from './domain/template.js';

export const exportFormats = ['json', 'xlsx', 'pdf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type TitledVersion = Readonly<{
  template: Pick<Template, 'name' | 'description'>;
  version: Pick<TemplateVersion, 'version' | 'status' | 'content' | 'publishedAt'>;
}>;

const widths: Partial<Record<TableField, number>> = {
  text: 60,
  help: 40,
  section: 24,
  options: 40,
  controlRefs: 24,
};

/** One question a row, in the columns that an import knows; finding rules with names have no place in it. */
export function questionnaireWorkbook({ template, version }: TitledVersion): Buffer {
  return workbookFile({
    sheet: template.name,
    columns: tableFields.map((field) => ({ title: field, width: widths[field] ?? 14 })),
    rows: placedQuestions(version.content).map(({ question, section }) => {
      const cells = cellsOf(question, section);
      return tableFields.map((field) => cells[field]);
    }),
  });
}

function cellsOf(question: Question, section: Section): Record<TableField, WorkbookCell> {
  const { id, text, help, type, domain, weight, evidence, halfLifeDays, visibleWhen, findingWhen } = question;
  const { expected, required, knockout, controlRefs, options, expectedWhen = null } = question;
  return {
    ...{ id, section: section.title, text, help, type, domain, weight, evidence, halfLifeDays, visibleWhen },
    ...{ findingWhen, expectedWhen, required: required ? 'yes' : 'no' },
    controlRefs: controlRefs.join('\n'),
    options: options.map(optionLine).join('\n'),
    expected: typeof expected === 'string' || expected === null ? expected : expected.join('\n'),
    knockout: knockout?.tiers.join(', ') ?? null,
  };
}

function optionLine({ id, text, effectiveness }: Option): string {
  return `${id} = ${text}${effectiveness === null ? '' : ` [${effectiveness}]`}`;
}

/** A questionnaire on paper: what is asked, with the help and room for what is chosen. */
export function questionnairePdf({ template, version }: TitledVersion): Promise<Buffer> {
  const state =
    version.publishedAt === null ? 'draft' : `published ${version.publishedAt.toISOString().slice(0, 10)}`;
  const line = `${template.name} · version ${version.version} · ${state}`;
  let number = 0;
  return pdfFile({
    info: { title: template.name },
    pageSize: 'A4',
    pageMargins: [48, 56, 48, 56],
    header: { text: line, margin: [48, 24, 48, 0], fontSize: 8, color: '#555555' },
    footer: (page, pages) => ({
      text: `Page ${page} of ${pages}`,
      alignment: 'right',
      margin: [48, 16, 48, 0],
      fontSize: 8,
      color: '#555555',
    }),
    content: [
      { text: template.name, fontSize: 20, bold: true },
      { text: `Version ${version.version}, ${state}`, color: '#555555', margin: [0, 2, 0, 8] },
      ...(template.description === null ? [] : [{ text: template.description }]),
      ...version.content.sections.flatMap((section): PdfContent[] => [
        { text: section.title, fontSize: 13, bold: true, margin: [0, 16, 0, 6], headlineLevel: 1 },
        ...section.questions.map((question) => printed(question, ++number)),
      ]),
    ],
    pageBreakBefore: (node, { getFollowingNodesOnPage }) =>
      node.headlineLevel === 1 && getFollowingNodesOnPage().length === 0,
  });
}

const blanks: Partial<Record<Question['type'], string>> = {
  yes_no: '☐ Yes    ☐ No',
  yes_no_na: '☐ Yes    ☐ No    ☐ Not applicable',
  text: 'Answer: ……………………………………………………………………………………',
  number: 'Number: …………………',
  date: 'Day: …………………',
  file: '☐ Document attached',
};

function printed(question: Question, number: number): PdfContent {
  const { id, text, help, options, evidence, required, visibleWhen, controlRefs } = question;
  const small = (line: string): PdfContent => ({
    text: line,
    fontSize: 7.5,
    color: '#555555',
    margin: [0, 2, 0, 0],
  });
  const facts = [
    id,
    ...(required ? ['required'] : []),
    ...(evidence === 'none' ? [] : [`evidence ${evidence}`]),
    ...controlRefs,
  ];
  return {
    margin: [0, 0, 0, 10],
    unbreakable: text.length + (help?.length ?? 0) + options.length * 80 < 1_500,
    stack: [
      { text: `${number}. ${text}`, bold: true },
      ...(visibleWhen === null ? [] : [small(`Asked when ${visibleWhen}`)]),
      ...(help === null ? [] : [{ text: help, italics: true, margin: [0, 2, 0, 0] } satisfies PdfContent]),
      ...(options.length > 0
        ? [
            {
              stack: options.map((option) => ({ text: `☐ ${option.text}` })),
              margin: [8, 4, 0, 0],
            } satisfies PdfContent,
          ]
        : [{ text: blanks[question.type] ?? '', margin: [8, 4, 0, 0] } satisfies PdfContent]),
      small(facts.join(' · ')),
    ],
  };
}
