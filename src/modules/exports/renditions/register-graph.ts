import { columnsOf, contextOf, LinkedCodes, type Linked } from '../domain/linked-data.js';
import type { Rendered } from './rendered.js';
import { headingOf, toldOf } from './told.js';

/**
 * JSON-LD in terms of the W3C Data Privacy Vocabulary, row by row: what each row means there, and each of its cells under
 * the name of its column, so that nothing of the row is lost. The codes that were used stand at the end, with their words.
 */
export async function* registerGraph(what: Rendered): AsyncGenerator<Buffer, void> {
  const { linked, name, columns } = what.register;
  if (!linked) throw new Error(`the register ${name} is not told in terms of the vocabulary`);
  const codes = new LinkedCodes();
  const names = columns.map((column) => column.name);
  yield Buffer.from(`${JSON.stringify(catalogOf(what)).slice(0, -1)},"resource":[`);
  let before = '\n';
  for await (const some of what.rows) {
    const nodes = some.map(({ row, cells }) =>
      JSON.stringify({ ...linked(row, codes), ...columnsOf(names, cells) }),
    );
    yield Buffer.from(before + nodes.join(',\n'));
    before = ',\n';
  }
  const concepts = codes.concepts().map((concept) => JSON.stringify(concept));
  yield Buffer.from(`\n],"references":[\n${concepts.join(',\n')}\n]}\n`);
}

function catalogOf({ order, register, rowCount }: Rendered): Linked {
  return {
    '@context': contextOf(register.name),
    '@id': `urn:uuid:${order.id}`,
    '@type': ['dcat:Catalog', register.name.startsWith('ropa-') ? 'dpv:ROPA' : 'dpv:RecordsOfActivities'],
    title: `Register: ${headingOf(register.name.replaceAll('-', ' ')).toLowerCase()}`,
    identifier: order.id,
    issued: order.knownAt.toISOString(),
    description: toldOf(order, rowCount)
      .map(([label, value]) => `${label}: ${value}`)
      .join('\n'),
  };
}
