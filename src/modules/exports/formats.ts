import { csvRecord, ndjsonLine, type Cell } from './domain/cell.js';
import type { DataFormat } from './domain/export.js';

type Cells = readonly Cell[];

/** How rows become text, some at a time; `isFirst` tells the rows that nothing stands before. */
export type TextFormat = Readonly<{
  begin: (names: readonly string[]) => string;
  rows: (names: readonly string[], rows: readonly Cells[], isFirst: boolean) => string;
  end: string;
}>;

const lines = (names: readonly string[], rows: readonly Cells[]) =>
  rows.map((cells) => ndjsonLine(names, cells));

export const textFormats: Readonly<Record<DataFormat, TextFormat>> = {
  csv: {
    begin: (names) => csvRecord(names),
    rows: (_names, rows) => rows.map((cells) => csvRecord(cells)).join(''),
    end: '',
  },
  ndjson: { begin: () => '', rows: (names, rows) => lines(names, rows).join(''), end: '' },
  json: {
    begin: () => '[\n',
    rows: (names, rows, isFirst) => (isFirst ? '' : ',') + lines(names, rows).join(','),
    end: ']\n',
  },
};
