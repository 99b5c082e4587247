import type { Source } from '../chosen-rows.js';
import type { Cell } from '../domain/cell.js';

/** The rows of an export, in their order, and how many they are. */
export type Rendered = Source &
  Readonly<{ rows: AsyncIterable<readonly (readonly Cell[])[]>; rowCount: number }>;
