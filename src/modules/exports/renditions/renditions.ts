import type { Cell } from '../domain/cell.js';
import type { RenditionFormat } from '../domain/export.js';
import type { Source } from '../chosen-rows.js';
import { registerDocument } from './register-document.js';
import { registerWorkbook } from './register-workbook.js';

/** The rows of an export, in their order, and how many they are. */
export type Rendered = Source &
  Readonly<{ rows: AsyncIterable<readonly (readonly Cell[])[]>; rowCount: number }>;
type Pieces = Iterable<Buffer> | AsyncIterable<Buffer>;

/** For people: the same order makes the same bytes. */
export const renditions: Readonly<Record<RenditionFormat, (what: Rendered) => Pieces | Promise<Pieces>>> = {
  xlsx: registerWorkbook,
  pdf: registerDocument,
};
