import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const publishedErrors = defineErrors({
  'published_list.html': {
    kind: 'invalid',
    title: 'The file is a web page',
    remedy: 'Save the list as Markdown, or its table as CSV, XLSX or JSON, and send that.',
  },
  'published_list.too_large': {
    kind: 'too_large',
    title: 'The file is larger than a list of sub-processors is',
    remedy: 'Send only the part that holds the list; the answer names the limit.',
  },
  'published_list.unreadable': {
    kind: 'invalid',
    title: 'The text has lines that are too long, or nested too deep, to be read',
    remedy: 'Send only the part that holds the list, one company a line.',
  },
  'published_list.no_list': {
    kind: 'invalid',
    title: 'No list of companies was found',
    remedy:
      'In Markdown: a list whose points begin with a name, or a table with a column such as Subprocessor. In a table: call a column name, or say which one it is: mapping {"Your column": "name"}.',
  },
  'published_list.too_many': {
    kind: 'too_large',
    title: 'The list names more companies than are kept for one vendor',
    remedy: 'Send only the companies that process our data; the answer names the limit.',
  },
  'published_list.bad_mapping': {
    kind: 'invalid',
    title: 'The mapping does not fit the file',
    remedy:
      'Give a JSON object {column: field} with columns of the file and the fields name, purpose, countries, website.',
  },
});

export const refusePublished = raiser(publishedErrors);
