import { defineErrors, maker, raiser } from '../../shared/domain-error.js';

/** Why an uploaded table cannot be read at all; nothing of it was taken over. */
export const tableErrors = defineErrors({
  'import.empty': {
    kind: 'invalid',
    title: 'The file holds no rows',
    remedy: 'Send a file with one row of column names and at least one row below it.',
  },
  'import.too_large': {
    kind: 'too_large',
    title: 'The file is larger than is accepted',
    remedy: 'Split it into several files; the answer names the limit.',
  },
  'import.repeated_key': {
    kind: 'invalid',
    title: 'A key stands twice in one object of the file',
    remedy: 'Which of the two counts is not ours to decide: remove one. errors names each place.',
  },
  'import.too_many_rows': {
    kind: 'too_large',
    title: 'The file has more rows than are accepted',
    remedy: 'Split it into several files; the answer names the limit.',
  },
  'import.too_many_columns': {
    kind: 'too_large',
    title: 'The file has more columns than are accepted',
    remedy: 'Leave out the columns that are not needed; the answer names the limit.',
  },
  'import.cell_too_large': {
    kind: 'too_large',
    title: 'A cell holds more text than is accepted',
    remedy: 'Shorten the cell that is named. A quotation mark that is not closed has the same effect.',
  },
  'import.not_utf8': {
    kind: 'invalid',
    title: 'The text is not in UTF-8',
    remedy: 'Save it again as UTF-8; in a spreadsheet program choose "CSV UTF-8".',
  },
  'import.format_differs': {
    kind: 'invalid',
    title: 'The file is not of the format that was said',
    remedy: 'Leave the format away, or name the one that the file has: csv, xlsx or json.',
  },
  'import.wrong_delimiter': {
    kind: 'invalid',
    title: 'The columns are not separated by comma, semicolon or tab',
    remedy: 'Save the file again with one of these three between the columns.',
  },
  'import.bad_header': {
    kind: 'invalid',
    title: 'A column name cannot be used',
    remedy:
      'Give each column a visible name of at most 200 characters, other than __proto__, constructor and prototype.',
  },
  'import.duplicate_header': {
    kind: 'invalid',
    title: 'Two columns have the same name',
    remedy: 'Rename or remove one of them.',
  },
  'import.bad_csv': {
    kind: 'invalid',
    title: 'The file breaks the rules of CSV',
    remedy:
      'Put a cell that holds a delimiter, a line break or a quotation mark between quotation marks, and double those inside of it (RFC 4180).',
  },
  'import.bad_json': {
    kind: 'invalid',
    title: 'The file is not a list of objects in JSON',
    remedy: 'Send [{…}, {…}], or an object with such a list in "items" or "vendors".',
  },
  'import.bad_xlsx': {
    kind: 'invalid',
    title: 'The file is not a workbook that can be read',
    remedy: 'Open it in a spreadsheet program and save it as .xlsx without password, or as CSV UTF-8.',
  },
  'import.zip_bomb': {
    kind: 'too_large',
    title: 'The workbook unpacks to far more than its size',
    remedy: 'Remove unused rows, sheets and pictures, or send the table as CSV.',
  },
  'import.too_costly': {
    kind: 'too_large',
    title: 'Reading the workbook takes more memory or time than is allowed',
    remedy:
      'Remove stray cells far right of or far below the table, split the table, or send it as CSV UTF-8.',
  },
  'import.macros': {
    kind: 'refused',
    title: 'The workbook holds macros or other active content',
    remedy: 'Save it as .xlsx without macros.',
  },
  'import.external_links': {
    kind: 'refused',
    title: 'The workbook refers to other workbooks',
    remedy: 'Break the links (Data, Edit Links), so that only values stay, and save it again.',
  },
});

export const refuseTable = raiser(tableErrors);
export const tableRefusal = maker(tableErrors);
