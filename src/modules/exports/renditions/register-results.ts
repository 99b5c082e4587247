import { uuidv5 } from '../../../platform/ids.js';
import { line, oscalVersion, propsOf, resultOf, some, type OscalNode, type Uuids } from '../domain/oscal.js';
import type { Rendered } from './rendered.js';
import { headingOf, toldOf } from './told.js';

/** Under which ids of records become the UUIDs of OSCAL. */
const namespace = '8f6c0a64-5a1e-4d6f-9c0b-6a6d6a0f4c11';
const uuid: Uuids = (name) => uuidv5(name, namespace);

/** OSCAL assessment results, a result for each row, as they are read; who was assessed stands at the end. */
export async function* registerResults(what: Rendered): AsyncGenerator<Buffer, void> {
  const { assessed } = what.register;
  if (!assessed) throw new Error(`the register ${what.register.name} is not told as assessment results`);
  const parties = new Map<string, string>();
  const plan = `plan/${what.order.id}`;
  const head = JSON.stringify({ uuid: uuid(what.order.id), 'import-ap': { href: `#${uuid(plan)}` } });
  yield Buffer.from(`{"assessment-results":${head.slice(0, -1)},"results":[`);
  let before = '\n';
  for await (const some of what.rows) {
    const results = some.map(({ row }) => {
      const told = assessed.of(row);
      parties.set(told.vendor.id, told.vendor.name);
      return JSON.stringify(resultOf(told, uuid));
    });
    yield Buffer.from(before + results.join(',\n'));
    before = ',\n';
  }
  if (before === '\n') yield Buffer.from(`\n${JSON.stringify(nothing(what))}`);
  const foot = {
    metadata: metadataOf(what, parties),
    'back-matter': { resources: [planOf(what, uuid(plan))] },
  };
  yield Buffer.from(`\n],${JSON.stringify(foot).slice(1, -1)}}}\n`);
}

/** OSCAL wants one result at least. */
function nothing({ order }: Rendered): OscalNode {
  return {
    uuid: uuid(`nothing/${order.id}`),
    title: 'Nothing on record',
    description: 'The register has no row for what was asked.',
    start: order.knownAt.toISOString(),
    'reviewed-controls': { 'control-selections': [{ description: 'No control was reviewed.' }] },
  };
}

/** Companies only: whoever answered or reviewed is in the register of the tool, not in files that are out. */
function metadataOf(
  { order, register, rowCount }: Rendered,
  vendors: ReadonlyMap<string, string>,
): OscalNode {
  const told = toldOf(order, rowCount).filter(([label]) => label !== 'Asked for by');
  return {
    title: titleOf(register.name),
    'last-modified': order.knownAt.toISOString(),
    version: `ledger ${order.treeSize ?? '0'}`,
    'oscal-version': oscalVersion,
    ...some(
      'props',
      propsOf([
        ['export-id', order.id],
        ['register', register.name],
        ['as-of', order.asOf],
      ]),
    ),
    ...some(
      'parties',
      [...vendors].map(([id, name]) => ({
        ...{ uuid: uuid(id), type: 'organization', name: line(name) },
        props: propsOf([['record-id', id]]),
      })),
    ),
    remarks: told.map(([label, value]) => `${label}: ${value}`).join('\n'),
  };
}

function planOf({ register }: Rendered, plan: string): OscalNode {
  return {
    uuid: plan,
    title: 'What was assessed',
    description: `${titleOf(register.name)}: there is no plan in OSCAL; questionnaires, audits and scoring models of Keyholder say what is assessed.`,
  };
}

const titleOf = (register: string) => `Register: ${headingOf(register.replaceAll('-', ' ')).toLowerCase()}`;
