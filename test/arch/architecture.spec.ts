import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';

const root = resolve(import.meta.dirname, '../..');
const { default: config } = (await import(pathToFileURL(join(root, 'eslint.config.js')).href)) as {
  default: Linter.Config[];
};
const offences = join(root, 'test/arch/offences');
const program = join(root, 'node_modules/.bin');
const rules = (
  createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] }
).forbidden.map(({ name }) => name);

type Violation = { from: string; rule: { name: string } };
function violationsIn(folder: string): Violation[] {
  const settings = [
    '--config',
    join(root, '.dependency-cruiser.cjs'),
    '--ts-config',
    join(root, 'tsconfig.json'),
  ];
  const args = ['src', ...settings, '--output-type', 'json'];
  const { stdout, stderr } = spawnSync(join(program, 'depcruise'), args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

const filesUnder = (folder: string, ending: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

describe('the architecture', () => {
  it('is kept', () => {
    expect(violationsIn(root).map(({ from, rule }) => `${rule.name}: ${from}`)).toEqual([]);
  });

  const offended = violationsIn(offences);
  it.each(rules)('has a rule %s that can fail', (name) => {
    expect(offended.filter(({ rule }) => rule.name === name).map(({ from }) => from)).not.toEqual([]);
  });

  it('has no file of more than 300 lines of code, tests aside', () => {
    const long = filesUnder(join(root, 'src'), '.ts')
      .filter((file) => !file.endsWith('.spec.ts'))
      .map((file) => ({ file: relative(root, file), lines: codeLines(file) }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });
});

const codeLines = (file: string): number =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\/?\*|$)/.test(line)).length;

describe('the rules of our own for the code', () => {
  const offence = readFileSync(join(offences, 'lint.txt'), 'utf8');
  const entries = config.filter(({ rules = {} }) => 'max-lines' in rules || 'no-restricted-syntax' in rules);
  const ours = entries.map(({ files, rules = {} }) => ({
    files: files ?? ['**/*.ts'],
    languageOptions: { parser },
    rules: Object.fromEntries(Object.entries(rules).filter(([name]) => !name.startsWith('@'))),
  }));
  const report = (text: string, as: string) => new Linter().verify(text, ours, as);
  const found = report(offence, 'src/run.ts');

  it.each([
    ['forwardRef', 1, 'no-restricted-syntax', /Calls go down/],
    ['new Date()', 2, 'no-restricted-syntax', /ask Clock/],
    ['Date.now()', 3, 'no-restricted-syntax', /ask Clock/],
    ['process.env', 4, 'no-restricted-syntax', /platform\/config/],
    ['enum', 5, 'no-restricted-syntax', /const array/],
    ['Math.random', 6, 'no-restricted-syntax', /platform\/auth\/secrets/],
    ['too many parameters', 7, 'max-params', /4/],
    ['too many branches', 8, 'complexity', /10/],
  ])('see %s', (_what, line, ruleId, message) => {
    expect(found.filter((one) => one.line === line && one.ruleId === ruleId)).toEqual([
      expect.objectContaining({ message: expect.stringMatching(message) }),
    ]);
  });

  it('see functions and files that are too long, and narrowed tests', () => {
    const long = `export function long(): void {\n${'  void 0;\n'.repeat(51)}}\n`;
    expect(report(long, 'src/run.ts').map(({ ruleId }) => ruleId)).toContain('max-lines-per-function');
    const endless = 'export const a = 1;\n'.repeat(301);
    expect(report(endless, 'src/run.ts').map(({ ruleId }) => ruleId)).toContain('max-lines');
    const narrowed = `it.only('x', () => undefined);\n`;
    expect(report(narrowed, 'test/support/tables.ts')).toContainEqual(
      expect.objectContaining({ message: 'A test runs or goes.' }),
    );
  });
});

describe('every file that describes tables', () => {
  /** Each is loaded as the first of ours: a cycle between two would leave one of them undefined, but only in this order. */
  it('can be loaded alone', () => {
    execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'ignore' });
    const files = filesUnder(join(root, 'dist/src'), '.entity.js').map((file) => pathToFileURL(file).href);
    expect(files.length).toBeGreaterThan(5);
    const hook = `export async function resolve(name, context, next) {
      const found = await next(name, context);
      const run = new URL(context.parentURL ?? 'file:///').searchParams.get('run');
      return run && found.url.includes('/dist/') ? { ...found, url: found.url + '?run=' + run } : found;
    }`;
    const script = `import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}));
      await import('reflect-metadata');
      const failed = [];
      for (const [run, file] of ${JSON.stringify(files)}.entries())
        await import(file + '?run=' + (run + 1)).catch((error) => failed.push(file + ': ' + error.message));
      console.log(JSON.stringify(failed));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(JSON.parse(output)).toEqual([]);
  });
});
