// The product's own launcher of the embedded PostgreSQL, for what runs before anything is compiled: jest's global setup.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const source = path.join(root, 'src/platform/database/embedded');

/** @returns {Promise<typeof import('../../src/platform/database/embedded/embedded-postgres.js')>} */
export async function launcher() {
  const target = path.join(root, '.cache', `launcher-${process.pid}`);
  fs.mkdirSync(target, { recursive: true });
  try {
    for (const name of fs
      .readdirSync(source)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))) {
      const { outputText } = ts.transpileModule(fs.readFileSync(path.join(source, name), 'utf8'), {
        compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
      });
      fs.writeFileSync(path.join(target, name.replace(/\.ts$/, '.js')), outputText);
    }
    return await import(pathToFileURL(path.join(target, 'embedded-postgres.js')).href);
  } finally {
    fs.rmSync(target, { recursive: true, force: true });
  }
}
