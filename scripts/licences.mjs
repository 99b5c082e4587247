// Every package that Keyholder runs with has a licence that goes together with Apache-2.0 distribution. Node built-ins only.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const allowed = new Set([
  ...[
    '0BSD',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'BlueOak-1.0.0',
    'CC0-1.0',
    'ISC',
    'MIT',
    'MIT-0',
  ],
  ...['Bitstream-Vera', 'PostgreSQL', 'Python-2.0', 'Unlicense', 'Zlib'],
]);
/** Packages that say it only in a file of theirs, as it was read there. */
const saidElsewhere = { pause: 'MIT', 'png-js': 'MIT', 'dejavu-fonts-ttf': 'Bitstream-Vera' };
const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));

/** Of 'MIT OR GPL-2.0' one is enough, of 'MIT AND CC-BY-3.0' all are needed. */
const isAllowed = (expression) =>
  expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => allowed.has(licence.trim())));

/** Old packages say it as a list of objects. */
function licenceOf(folder, locked) {
  const file = path.join(root, folder, 'package.json');
  const own = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  const said = [saidElsewhere[own.name] ?? locked.license ?? own.license ?? own.licenses ?? 'none'].flat();
  return said.map((one) => (typeof one === 'string' ? one : one.type)).join(' OR ');
}

const shipped = Object.entries(packages).filter(
  ([folder, locked]) => folder !== '' && !locked.dev && !locked.devOptional,
);
const refused = shipped
  .map(([folder, locked]) => ({
    name: folder.replace(/^.*node_modules\//, ''),
    licence: licenceOf(folder, locked),
  }))
  .filter(({ licence }) => !isAllowed(licence));
for (const { name, licence } of refused)
  console.error(`${name}: ${licence} is not among the allowed licences`);
console.log(`${shipped.length} packages looked at, ${refused.length} refused`);
process.exitCode = refused.length > 0 ? 1 : 0;
