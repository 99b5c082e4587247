import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Spool, type Spooled } from '../../platform/files/spool.js';
import { Checkpoints } from '../../platform/ledger/checkpoints.js';
import { leafContent, type LedgerEntry } from '../../platform/ledger/ledger-entry.js';
import { LedgerKeys } from '../../platform/ledger/ledger-keys.js';
import { rangesWithout, type Range } from '../../platform/ledger/merkle-tree.js';
import { TreeStore } from '../../platform/ledger/tree-store.js';
import { canonicalJson } from '../../shared/canonical-json.js';
import { oneAhead } from '../../shared/one-ahead.js';
import { DoraFilings } from '../dora/index.js';
import { ChosenRows, counted, type JudgedRow, type Source } from './chosen-rows.js';
import { dataFormatOf, renditionFile, renditionOf, type RenditionFormat } from './domain/export.js';
import { readMe } from './domain/read-me.js';
import { textFormats } from './formats.js';
import { PopulationHash, type Population } from './sampling.js';
import { renditions } from './renditions/renditions.js';
import { LeavesReader } from './persistence/leaves.reader.js';

const atOnce = 100;

export type Made = Readonly<{ files: readonly Spooled[]; rowCount: number; population: Population }>;
/** Says how many rows are done; refuses when nobody wants them any more. */
export type Progress = (done: number) => Promise<void>;

/** Writes the files of a bundle into a folder, some rows at a time: the same order makes the same bytes. */
@Injectable()
export class BundleMaker {
  constructor(
    private readonly rows: ChosenRows,
    private readonly leaves: LeavesReader,
    private readonly tree: TreeStore,
    private readonly keys: LedgerKeys,
    private readonly checkpoints: Checkpoints,
    private readonly filings: DoraFilings,
  ) {}

  async make(source: Source, folder: string, progress: Progress): Promise<Made> {
    const write = (name: string, pieces: Pieces) => spooled(name, folder, pieces);
    const sample = await this.rows.sampleOf(source, () => progress(0));
    const { note } = await this.checkpoints.ofSize(source.treeSize);
    const places: number[] = [];
    const known = new PopulationHash();
    const [data, listing] = await this.writeRows(source, sample, { folder, places, known, progress });
    const population = known.population();
    const covered = source.order.wholeLedger ? range(source.treeSize) : sorted(places);
    const files = [
      await write('README.txt', [readMe(source.order)]),
      await write('checkpoint.txt', [note]),
      await write('keys.json', [`${canonicalJson(await this.publishedKeys())}\n`]),
      data,
      ...(await this.rendered(source, sample, { folder, population })),
      listing,
      await write(
        'leaves.txt',
        this.leafLines(covered, () => progress(places.length)),
      ),
      await write('hashes.txt', this.hashLines(covered, source.treeSize)),
    ];
    return { files, rowCount: places.length, population };
  }

  /** The data in its format, and the listing that says which revision of what each row is; both in one pass. */
  private async writeRows(
    source: Source,
    sample: ReadonlySet<string> | null,
    { folder, places, known, progress }: Writing,
  ): Promise<[data: Spooled, listing: Spooled]> {
    const { order, register } = source;
    const dataFormat = dataFormatOf(order.format);
    const format = textFormats[dataFormat];
    const names = register.columns.map(({ name }) => name);
    const data = await Spool.create(`data.${dataFormat}`, join(folder, `data.${dataFormat}`));
    const listing = await Spool.create('rows.ndjson', join(folder, 'rows.ndjson'));
    try {
      await data.write(format.begin(names));
      for await (const { judged, chosen, at } of oneAhead(this.placed(source, sample))) {
        for (const row of counted(judged)) known.add(row);
        if (chosen.length > 0)
          await data.write(
            format.rows(
              names,
              chosen.map(({ cells }) => cells),
              places.length === 0,
            ),
          );
        places.push(...at);
        await listing.write(judged.map((row) => listed(row)).join(''));
        await progress(places.length);
      }
      await data.write(format.end);
      return [await data.end(), await listing.end()];
    } catch (error) {
      await Promise.all([data.abandon(), listing.abandon()]);
      throw error;
    }
  }

  /** The rows, and where in the tree the entries of those lie that were chosen. */
  private async *placed(source: Source, sample: ReadonlySet<string> | null): AsyncGenerator<Placed, void> {
    for await (const judged of this.rows.judged(source, sample)) {
      const chosen = judged.filter(({ isChosen }) => isChosen);
      yield { judged, chosen, at: await this.placesOf(chosen, source) };
    }
  }

  /** The same rows once more, as a rendition. */
  private async rendered(
    source: Source,
    sample: ReadonlySet<string> | null,
    { folder, population }: { folder: string; population: Population },
  ): Promise<Spooled[]> {
    const format = renditionOf(source.order.format);
    if (format === null) return [];
    if (format === 'xbrl-csv') return [await this.filed(source, folder)];
    const rows = chosenOf(this.rows.judged(widened(source, format), sample));
    const rowCount = sample?.size ?? population.count;
    const pieces = await renditions[format]({ ...source, rows, rowCount });
    return [await spooled(renditionFile(format), folder, pieces)];
  }

  /** As it is filed, from the same tree; nothing is written while something is missing. */
  private async filed({ order, treeSize }: Source, folder: string): Promise<Spooled> {
    if (order.asOf === null) throw new Error('a filing is of a day');
    const { name, pieces } = await this.filings.packageOf(order.asOf, { knownAt: order.knownAt, treeSize });
    return spooled(name, folder, pieces);
  }

  private async placesOf(chosen: readonly JudgedRow[], { order, treeSize }: Source): Promise<number[]> {
    if (order.register === 'ledger') return chosen.map(({ row }) => Number(row['position']));
    const stands = await this.leaves.standsOf(
      chosen.map(({ subjectId }) => subjectId),
      { knownAt: order.knownAt, treeSize },
    );
    return chosen.map(({ subjectId }) => {
      const stand = stands.get(subjectId);
      if (!stand) throw new Error(`no entry of ${subjectId} is in the tree of ${treeSize}`);
      return stand.position;
    });
  }

  private async *leafLines(
    places: readonly number[],
    alive: () => Promise<void>,
  ): AsyncGenerator<string, void> {
    let nth = 0;
    for await (const entries of oneAhead(this.entries(places))) {
      yield entries.map((entry) => `${places[nth++]} ${canonicalJson(leafContent(entry))}\n`).join('');
      await alive();
    }
  }

  private async *entries(places: readonly number[]): AsyncGenerator<readonly LedgerEntry[], void> {
    for (let first = 0; first < places.length; first += atOnce)
      yield await this.leaves.entriesAt(places.slice(first, first + atOnce));
  }

  private async *hashLines(places: readonly number[], size: number): AsyncGenerator<string, void> {
    let some: Range[] = [];
    for (const each of rangesWithout(places, { start: 0, end: size })) {
      some.push(each);
      if (some.length < atOnce) continue;
      yield await this.lines(some);
      some = [];
    }
    if (some.length > 0) yield await this.lines(some);
  }

  private async lines(ranges: readonly Range[]): Promise<string> {
    return (await this.tree.roots(ranges)).map((hash) => `${hash.toString('hex')}\n`).join('');
  }

  private async publishedKeys(): Promise<object[]> {
    return (await this.keys.all()).map(
      ({ origin, publicKey, status, statement, endorsement, endedAt, endedBecause }) => ({
        ...{ origin, publicKey, status, statement, endorsement, endedBecause },
        endedAt: endedAt?.toISOString() ?? null,
      }),
    );
  }
}

/** `places` and `known` are filled meanwhile: where the entry of each row lies, and what the rows are taken from. */
type Writing = Readonly<{ folder: string; places: number[]; known: PopulationHash; progress: Progress }>;
type Placed = Readonly<{ judged: readonly JudgedRow[]; chosen: readonly JudgedRow[]; at: readonly number[] }>;
type Pieces = Iterable<string | Buffer> | AsyncIterable<string | Buffer>;

async function spooled(name: string, folder: string, pieces: Pieces): Promise<Spooled> {
  const spool = await Spool.create(name, join(folder, name));
  try {
    for await (const piece of pieces) await spool.write(piece);
    return await spool.end();
  } catch (error) {
    await spool.abandon();
    throw error;
  }
}

/** The same rows, with what the rendition needs of each besides. */
function widened(source: Source, format: RenditionFormat): Source {
  const { register } = source;
  const sql = format === 'oscal' ? (register.assessed?.sql ?? register.sql) : register.sql;
  return { ...source, register: { ...register, sql } };
}

async function* chosenOf(
  batches: AsyncIterable<readonly JudgedRow[]>,
): AsyncGenerator<readonly JudgedRow[], void> {
  for await (const rows of batches) {
    const chosen = rows.filter(({ isChosen }) => isChosen);
    if (chosen.length > 0) yield chosen;
  }
}

function listed({ id, subjectId, row, stratum, isCounted, isChosen }: JudgedRow): string {
  const revision = Number(row['revision']);
  const subject = subjectId === id ? {} : { subject: subjectId };
  return `${canonicalJson({ id, ...subject, revision, counted: isCounted, chosen: isChosen, stratum })}\n`;
}

/** Each once; there may be millions. */
const sorted = (places: readonly number[]) =>
  Array.from(
    Float64Array.from(places)
      .sort()
      .filter((place, nth, all) => place !== all[nth - 1]),
  );
const range = (size: number) => Array.from({ length: size }, (_none, place) => place);
