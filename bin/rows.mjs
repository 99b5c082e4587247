// What a bundle says of the rows of its register: counts, population, sample, and which ledger entry proves which row.
import { createHash } from 'node:crypto';
import { fail, sha256 } from './archive.mjs';

const listing = 'rows.ndjson';

/** Reads rows.ndjson and compares it with the manifest. The rows that are in the data, by id: revision, and whose it is. */
export function readRows(archive, manifest) {
  const hash = createHash('sha256');
  const rows = { all: new Map(), chosen: new Map(), strata: {}, counted: [] };
  for (const line of archive.lines(listing)) {
    const { id, revision, counted, chosen, stratum, subject = id } = JSON.parse(line);
    if (rows.all.has(id)) fail(listing, `has ${id} twice`);
    rows.all.set(id, revision);
    if (chosen) rows.chosen.set(id, { revision, subject });
    if (chosen && !counted) fail(listing, `has ${id} in the data though it does not count`);
    if (!counted) continue;
    hash.update(`${id}:${revision}\n`);
    rows.strata[stratum] = (rows.strata[stratum] ?? 0) + 1;
    rows.counted.push({ id, stratum });
  }
  const { counts, populationHash } = manifest;
  equal(listing, 'rows in the data', rows.chosen.size, counts.rows);
  equal(listing, 'rows of the population', rows.counted.length, counts.population);
  equal(listing, 'rows by stratum', JSON.stringify(sortedObject(rows.strata)), JSON.stringify(counts.strata));
  equal(listing, 'hash of the population', hash.digest('hex'), populationHash);
  checkSample(rows, manifest);
  return rows;
}

function checkSample(rows, { export: { sample }, populationHash }) {
  const drawn = sample === null ? rows.counted : draw(rows, sample, populationHash);
  const missing = drawn.find(({ id }) => !rows.chosen.has(id));
  if (missing || drawn.length !== rows.chosen.size)
    fail(
      listing,
      sample === null ? 'leaves out rows that count' : 'is not the sample that seed and population give',
    );
}

/** Each stratum gives the rows with the lowest SHA-256 of population, seed and id. */
function draw({ counted, strata }, { size, seed }, populationHash) {
  const places = allocate(new Map(Object.entries(strata)), size);
  const lots = counted.map((row) => ({ ...row, lot: sha256(`${populationHash}\n${seed}\n${row.id}`) }));
  return [...places].flatMap(([stratum, count]) =>
    lots
      .filter((row) => row.stratum === stratum)
      .sort((a, b) => (a.lot < b.lot ? -1 : 1))
      .slice(0, count),
  );
}

/** By share; what is left by the largest remainders, then by name; a stratum with less than one gives one where that is possible. */
function allocate(strata, size) {
  const total = [...strata.values()].reduce((sum, count) => sum + count, 0);
  const small = size < strata.size ? [] : [...strata].filter(([, count]) => size * count < total);
  if (small.length > 0) {
    const others = new Map([...strata].filter(([name]) => !small.some(([one]) => one === name)));
    return new Map([...small.map(([name]) => [name, 1]), ...allocate(others, size - small.length)]);
  }
  const shares = [...strata].map(([name, count]) => {
    const whole = Math.floor((size * count) / total);
    return { name, whole, remainder: size * count - whole * total };
  });
  const missing = size - shares.reduce((sum, { whole }) => sum + whole, 0);
  const lucky = [...shares]
    .sort((a, b) => b.remainder - a.remainder || (a.name < b.name ? -1 : 1))
    .slice(0, missing);
  return new Map(shares.map((share) => [share.name, share.whole + (lucky.includes(share) ? 1 : 0)]));
}

/** The rows of the data, in order, are those of the listing. */
export function checkData(archive, { export: { dataFormat }, register: { columns }, counts }, rows) {
  const name = `data.${dataFormat}`;
  const expected = rows.chosen.entries();
  let count = 0;
  for (const [id, revision] of dataRows[dataFormat](archive, name, columns)) {
    const { done, value } = expected.next();
    if (done) fail(name, `has more rows than the ${counts.rows} that the manifest counts`);
    const [expectedId, listed] = value;
    if (id !== expectedId || (revision !== undefined && revision !== listed.revision))
      fail(
        name,
        `row ${count + 1} is ${id}, revision ${revision}, not ${expectedId}, revision ${listed.revision}`,
      );
    count++;
  }
  equal(name, 'rows', count, counts.rows);
}

const parsed = (line) => {
  const { id, revision } = JSON.parse(line);
  return [id, revision];
};

const dataRows = {
  *ndjson(archive, name) {
    for (const line of archive.lines(name)) yield parsed(line);
  },
  *json(archive, name) {
    for (const line of archive.lines(name))
      if (line !== '[' && line !== ']') yield parsed(line.replace(/^,/, ''));
  },
  *csv(archive, name, columns) {
    const [idAt, revisionAt] = [columns.indexOf('id'), columns.indexOf('revision')];
    const records = csvRecords(archive.lines(name));
    equal(name, 'columns', JSON.stringify(records.next().value), JSON.stringify(columns));
    for (const cells of records) {
      equal(name, 'cells of a row', cells.length, columns.length);
      yield [cells[idAt], revisionAt < 0 ? undefined : Number(cells[revisionAt])];
    }
  },
};

/** RFC 4180: a quoted cell may hold line ends. */
function* csvRecords(lines) {
  let open = '';
  for (const line of lines) {
    open += `${line}\n`;
    if ((open.match(/"/g) ?? []).length % 2 === 1) continue;
    yield [...open.replace(/\r\n$/, '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
    );
    open = '';
  }
}

/** Every row of the data has its entry: the same subject in the same revision, known in time. */
export function checkLeaf(
  { id, subjectId, revision, recordedAt },
  { export: { register, knownAt } },
  unproven,
) {
  if (recordedAt > knownAt) return;
  if (register === 'ledger') unproven.delete(id);
  else if (unproven.get(subjectId) === revision) unproven.delete(subjectId);
}

/** With the whole ledger at hand: the register has each subject that is on record, in its newest revision, and no other. */
export function checkCompleteness(newest, rows) {
  for (const [id, revision] of newest)
    if (rows.all.get(id) !== revision)
      fail(
        listing,
        `has ${rows.all.has(id) ? 'an old revision of' : 'no row for'} ${id}, which is on record in revision ${revision}`,
      );
  for (const id of rows.all.keys()) if (!newest.has(id)) fail(listing, `has ${id}, which is not on record`);
}

export function equal(where, what, found, expected) {
  if (found !== expected) fail(where, `${what}: ${found}, and not ${expected}`);
}

const sortedObject = (object) =>
  Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
