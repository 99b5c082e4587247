import { autosaveName } from './autosave.js';
import type { Figures } from './load.js';

export type Results = {
  startUp: { firstMs: number; secondMs: number; memory: { node: number; database: number } | undefined };
  compared: { name: string; baseline: Figures; keyholder: Figures }[];
  autosave: Figures;
  importPerSecond: number;
  imported: number;
  seeded: number;
  seconds: number;
  rounds: number;
  postgres: string;
  machine: string;
  busyness: string;
};

const whole = (value: number) => Math.round(value).toLocaleString('en');
const tenths = (value: number) => value.toFixed(1);
const hundredths = (value: number) => value.toFixed(2);

/** The figures as the page docs/benchmark.md. */
export function report(results: Results): string {
  const {
    startUp,
    compared,
    autosave,
    importPerSecond,
    imported,
    seeded,
    seconds,
    rounds,
    postgres,
    machine,
    busyness,
  } = results;
  const registering = compared.find(({ name }) => name.startsWith('register'));
  const rows = compared.map(({ name, baseline, keyholder }) => [
    name,
    whole(baseline.perSecond),
    whole(keyholder.perSecond),
    hundredths(keyholder.perSecond / baseline.perSecond),
    tenths(baseline.p99),
    tenths(keyholder.p99),
    hundredths(keyholder.p99 / Math.max(baseline.p99, 0.1)),
  ]);
  return `# Benchmark

Written by \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}: ${machine}, PostgreSQL ${postgres} with fsync on. ${busyness}

Absolute figures are those of this machine on that day, with the load generator on the same cores. What can be compared
is the ratio: Keyholder beside a hand-written baseline (\`bench/baseline.ts\`: Express and pg, the same tables, indexes,
triggers and SQL statements, the same token check; no validation, permissions, idempotency, problem documents, metrics or
sealing; requests are logged by neither) in the same run, on the same PostgreSQL server, by turns. 10 connections, ${whole(seeded)} vendors; after a
warm-up the medians of ${rounds} rounds of ${seconds} seconds.

${table(
  [
    '',
    'baseline, requests/s',
    'Keyholder, requests/s',
    'ratio',
    'baseline, p99 ms',
    'Keyholder, p99 ms',
    'ratio',
  ],
  rows,
)}

${table(
  ['', ''],
  [
    ['start to ready, first time (makes and migrates the database)', `${tenths(startUp.firstMs / 1000)} s`],
    ['start to ready, second time', `${tenths(startUp.secondMs / 1000)} s`],
    ...(startUp.memory
      ? [
          ['memory at rest: Node.js (resident)', `${whole(startUp.memory.node)} MB`],
          ['memory at rest: embedded PostgreSQL (proportional)', `${whole(startUp.memory.database)} MB`],
        ]
      : []),
    [
      `import of ${whole(imported)} made-up vendors, CSV, each with its ledger entry`,
      `${whole(importPerSecond)} rows/s`,
    ],
    [autosaveName, `${whole(autosave.perSecond)}/s, p99 ${tenths(autosave.p99)} ms`],
    [
      'the same in one run: saving an answer beside registering a vendor',
      hundredths(autosave.perSecond / (registering?.keyholder.perSecond ?? Number.NaN)),
    ],
  ],
)}
`;
}

/** What was measured by hand at a size of its own stays on the page. */
export function withAtSize(text: string, before: string): string {
  const at = before.indexOf('\n## At size');
  return at < 0 ? text : text + before.slice(at);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_cell, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}
