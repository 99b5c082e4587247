// Compiles src, migrations and scripts to dist, when needed. Node built-ins only: it runs before anything is compiled.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');
const workshop = path.join(root, '.cache');
const lock = path.join(workshop, 'build.lock');
const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const heartbeat = 2_000; // milliseconds; a lock five times older than that is nobody's
const inputs = [
  'src',
  'migrations',
  'scripts',
  'bench',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];

/** Why there is nothing to start; the message is one line for the person at the terminal. */
export class BuildError extends Error {}

/** Throws BuildError when a package that Keyholder runs with is not installed. */
export function requireDependencies() {
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const missing = Object.keys(dependencies).filter(
    (name) => !fs.existsSync(path.join(root, 'node_modules', name, 'package.json')),
  );
  if (missing.length > 0)
    throw new BuildError(
      `Dependencies are missing (${missing.slice(0, 3).join(', ')}): run npm install first.`,
    );
}

/**
 * Makes dist agree with the sources and answers whether anything had to be done. Several processes may call it at once:
 * one builds, aside, and puts the whole result in place; the others wait for it.
 * @param {{ force?: boolean, log?: (line: string) => void }} [options]
 */
export async function build({ force = false, log = console.error } = {}) {
  if (!fs.existsSync(path.join(root, 'src')) && fs.existsSync(dist)) return false; // shipped without sources
  const stamp = digestOfInputs();
  if (!force && isBuilt(stamp)) return false;
  const release = await takeTurn();
  try {
    if (!force && isBuilt(stamp)) return false;
    if (!fs.existsSync(compiler))
      throw new BuildError(
        'The TypeScript compiler is missing: run npm install (with development dependencies) first.',
      );
    log('Building Keyholder …');
    await buildAside(stamp);
    return true;
  } finally {
    release();
  }
}

async function buildAside(stamp) {
  const made = path.join(workshop, `build-${process.pid}`);
  const old = path.join(workshop, `build-${process.pid}-replaced`);
  try {
    if ((await compile(made)) !== 0)
      throw new BuildError(
        'Keyholder does not compile: mend the errors above, or go back to a released version.',
      );
    copyOthers(path.join(root, 'src'), path.join(made, 'src'));
    fs.writeFileSync(path.join(made, '.stamp'), stamp);
    if (fs.existsSync(dist)) fs.renameSync(dist, old);
    fs.renameSync(made, dist);
  } finally {
    remove(made);
    remove(old);
  }
}

function compile(outDir) {
  const args = [compiler, '-p', 'tsconfig.build.json', '--outDir', outDir, '--noEmitOnError'];
  return new Promise((done, failed) => {
    // The compiler's words go to stderr, so that what calls us can keep stdout for its own.
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
    child.once('error', failed);
    child.once('exit', done);
  });
}

/** What the compiler leaves out and the program reads: pages, texts, code lists. */
function copyOthers(from, to) {
  for (const file of filesUnder(from)) {
    if (/\.tsx?$/.test(file)) continue;
    const target = path.join(to, path.relative(from, file));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(file, target);
  }
}

/** One hash over names and contents: times of files say little after a checkout or a copy. */
function digestOfInputs() {
  const hash = createHash('sha256');
  for (const input of inputs)
    for (const file of filesUnder(path.join(root, input))) {
      if (file.endsWith('.spec.ts')) continue;
      hash
        .update(`${path.relative(root, file)}\n`)
        .update(createHash('sha256').update(fs.readFileSync(file)).digest());
    }
  return hash.digest('hex');
}

function filesUnder(start) {
  if (!fs.existsSync(start)) return [];
  if (!fs.statSync(start).isDirectory()) return [start];
  const names = fs.readdirSync(start).sort();
  return names.flatMap((name) => filesUnder(path.join(start, name)));
}

function isBuilt(stamp) {
  try {
    return fs.readFileSync(path.join(dist, '.stamp'), 'utf8') === stamp;
  } catch {
    return false;
  }
}

/** One build at a time; the turn of a process that is gone is over. */
async function takeTurn() {
  fs.mkdirSync(workshop, { recursive: true });
  while (!claim()) {
    if (!isHeld()) remove(lock);
    await pause(100);
  }
  for (const name of fs.readdirSync(workshop))
    if (name.startsWith('build-')) remove(path.join(workshop, name));
  const beat = setInterval(() => fs.utimesSync(lock, new Date(), new Date()), heartbeat).unref();
  return () => {
    clearInterval(beat);
    remove(lock);
  };
}

function claim() {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** By a living process that shows it; one that has not yet written its number has just begun. */
function isHeld() {
  const pid = holder();
  if (pid === undefined || (pid !== 0 && !isAlive(pid))) return false;
  const changed = fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - changed < 5 * heartbeat;
}

function holder() {
  try {
    return Number(fs.readFileSync(lock, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const remove = (what) => fs.rmSync(what, { recursive: true, force: true, maxRetries: 5 });

if (process.argv[1] && import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1])).href) {
  try {
    requireDependencies();
    const built = await build({ force: process.argv.includes('--force') });
    if (!built) console.error('dist is up to date.');
  } catch (error) {
    console.error(error instanceof BuildError ? error.message : error);
    process.exitCode = 1;
  }
}
