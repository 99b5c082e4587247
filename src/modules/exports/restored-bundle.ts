import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { Leaf, Numbered } from '../../platform/ledger/restoring/restored-entries.js';
import type { RestorableManifest } from './domain/restorable.js';

/** An opened bundle, as the verifier reads one. */
export type OpenBundle = Readonly<{
  text: (name: string) => string;
  lines: (name: string) => Iterable<string>;
}>;

/** What a verified bundle of the whole ledger holds. */
export class RestoredBundle {
  readonly manifest: RestorableManifest;
  /** The signed head of the tree. */
  readonly note: string;

  constructor(private readonly bundle: OpenBundle) {
    this.manifest = JSON.parse(bundle.text('manifest.json')) as RestorableManifest;
    this.note = bundle.text('checkpoint.txt');
  }

  *leaves(): Generator<Leaf, void> {
    for (const line of this.bundle.lines('leaves.txt')) {
      const space = line.indexOf(' ');
      yield { position: Number(line.slice(0, space)), content: line.slice(space + 1) };
    }
  }

  /** From the data, in whichever format. */
  async *numbered(): AsyncGenerator<Numbered, void> {
    const { dataFormat } = this.manifest.export;
    const rows = dataFormat === 'csv' ? this.csv() : this.json(`data.${dataFormat}`);
    for await (const { id, seq } of rows) yield { id, seq };
  }

  private csv(): AsyncIterable<Numbered> {
    const parser = parse({ columns: true, relaxColumnCount: false });
    return Readable.from(withEnds(this.bundle.lines('data.csv'))).pipe(parser) as AsyncIterable<Numbered>;
  }

  private async *json(name: string): AsyncGenerator<Numbered, void> {
    for (const line of this.bundle.lines(name))
      if (line !== '[' && line !== ']') yield (await JSON.parse(line.replace(/^,/, ''))) as Numbered;
  }
}

function* withEnds(lines: Iterable<string>): Generator<string, void> {
  for (const line of lines) yield `${line}\n`;
}
