import type { RenditionFormat } from '../domain/export.js';
import type { Rendered } from './rendered.js';
import { registerDocument } from './register-document.js';
import { registerGraph } from './register-graph.js';
import { registerResults } from './register-results.js';
import { registerWorkbook } from './register-workbook.js';

type Pieces = Iterable<Buffer> | AsyncIterable<Buffer>;

/** For people, and for programs that know a vocabulary: the same order makes the same bytes. */
export const renditions: Readonly<
  Record<Exclude<RenditionFormat, 'xbrl-csv'>, (what: Rendered) => Pieces | Promise<Pieces>>
> = {
  xlsx: registerWorkbook,
  pdf: registerDocument,
  jsonld: registerGraph,
  oscal: registerResults,
};
