import { Injectable } from '@nestjs/common';
import { storedZip } from '../../platform/files/stored-zip.js';
import type { Knowledge } from '../../platform/ledger/past-tables.js';
import type { LocalDate } from '../../shared/local-date.js';
import { assemble, type Assembled } from './domain/assemble.js';
import { refuse } from './domain/dora-errors.js';
import type { Gap } from './domain/filing.js';
import { packageFiles, packageName } from './domain/package.js';
import { FilingFactsReader } from './persistence/filing-facts.reader.js';

export type FilingPackage = Readonly<{ name: string; pieces: readonly Buffer[] }>;

/** The register of information of a day, as it was known at a moment. */
@Injectable()
export class DoraFilings {
  constructor(private readonly facts: FilingFactsReader) {}

  async assembled(on: LocalDate, known: Knowledge): Promise<Assembled> {
    return assemble(await this.facts.factsOf(on, known), on);
  }

  async assertReady(on: LocalDate, known: Knowledge): Promise<void> {
    assertNoneBlocks((await this.assembled(on, known)).gaps, on);
  }

  /** As it is filed; refused with everything that is missing before anything of it is written. */
  async packageOf(on: LocalDate, known: Knowledge): Promise<FilingPackage> {
    const { filing, gaps, head } = await this.assembled(on, known);
    assertNoneBlocks(gaps, on);
    if (!head) throw new Error('a register without gaps is kept by a company with an LEI');
    const name = packageName(head, on, known.knownAt);
    const files = packageFiles(filing, head, { on, name });
    const parts = files.map((file) => ({ name: file.name, bytes: Buffer.from(file.text) }));
    return { name: `${name}.zip`, pieces: storedZip(parts) };
  }
}

function assertNoneBlocks(gaps: readonly Gap[], on: LocalDate): void {
  const unmet = gaps.filter(({ severity }) => severity === 'blocking');
  if (unmet.length === 0) return;
  refuse(
    'dora.not_ready',
    `${unmet.length} facts are missing or do not fit for ${on}; nothing was written.`,
    { unmet },
  );
}
