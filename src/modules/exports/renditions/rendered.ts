import type { JudgedRow, Source } from '../chosen-rows.js';

export type RenderedRow = Pick<JudgedRow, 'row' | 'cells'>;

/** The rows of an export, in their order, and how many they are. */
export type Rendered = Source & Readonly<{ rows: AsyncIterable<readonly RenderedRow[]>; rowCount: number }>;
