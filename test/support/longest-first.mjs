import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import TestSequencer from '@jest/test-sequencer';

/** Rules first, which fail fast; then from what takes long to what takes no time, so that no worker waits at the end. */
const projects = ['unit', 'launch', 'assurance', 'journeys', 'browser', 'api', 'arch', 'db'];

/** Suites lie in the folder beside the file that names them: its size says nothing. */
function bytesOf({ path: file }) {
  const parts = file.replace(/\.spec\.ts$/, '');
  const others = existsSync(parts) ? readdirSync(parts).map((name) => path.join(parts, name)) : [];
  return [file, ...others].reduce((total, name) => total + statSync(name).size, 0);
}

function rankOf({ context }) {
  return projects.indexOf(context.config.displayName?.name);
}

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return [...tests].sort((a, b) => rankOf(a) - rankOf(b) || bytesOf(b) - bytesOf(a));
  }
}
