import type { Export } from '../domain/export.js';
import type { ExportedRegister } from '../domain/register.js';
import { recipientsRegister } from '../persistence/recipients.register.js';
import { vendorsRegister } from '../persistence/vendors.register.js';
import type { RenderedRow } from './rendered.js';
import { registerGraph } from './register-graph.js';

const order = {
  ...{ id: 'e1', register: 'recipients', asOf: null, knownAt: new Date('2026-06-01T00:00:00Z') },
  ...{ filters: [], sample: null, reason: 'A test', treeSize: '9' },
  ...{ requestedAt: new Date('2026-06-01T00:00:00Z'), requestedByKind: 'user', requestedById: 'u1' },
} as unknown as Export;

const rowOf = (nth: number): RenderedRow => {
  const row = {
    ...{ id: `f${nth}/vendor`, data_flow_id: `f${nth}`, revision: 1, reference: `DF-${nth}`, title: 'Post' },
    ...{ status: 'active', legal_entity_id: 'e1', legal_entity_name: 'Example', kind: 'vendor' },
    ...{ vendor_id: 'v1', name: 'Acme', role: 'PROCESSOR', countries: ['IE'], via: null },
    ...{ purposes: ['DIRECT_MARKETING'], subject_categories: ['SUBSCRIBERS'], data_categories: ['NAME'] },
    ...{ activated_at: new Date('2026-01-01T00:00:00Z'), closed_at: null },
  };
  return { row, cells: recipientsRegister.columns.map(({ cell }) => cell(row)) };
};
const graphOf = (
  rows: AsyncIterable<readonly RenderedRow[]>,
  rowCount: number,
  register = recipientsRegister,
) => registerGraph({ order, register: register satisfies ExportedRegister, treeSize: 9, rows, rowCount });

async function* batches(count: number, asked: number[] = []): AsyncGenerator<RenderedRow[], void> {
  for (let nth = 1; nth <= count; nth++) {
    asked.push(nth);
    yield await Promise.resolve([rowOf(nth)]);
  }
}
async function textOf(pieces: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const piece of pieces) parts.push(piece);
  return String(Buffer.concat(parts));
}

describe('a register as JSON-LD', () => {
  it('is one document with a node for each row, and its codes at the end', async () => {
    const { resource, references } = JSON.parse(await textOf(graphOf(batches(3), 3))) as Record<
      string,
      object[]
    >;
    expect(resource).toHaveLength(3);
    expect(resource?.[0]).toMatchObject({
      '@id': 'urn:keyholder:recipient:f1/vendor',
      isPartOf: 'urn:uuid:f1',
      hasRecipient: ['urn:uuid:v1'],
      hasPurpose: ['https://w3id.org/dpv#DirectMarketing'],
      'column:kind': 'vendor',
    });
    expect(references).toEqual(
      expect.arrayContaining([expect.objectContaining({ notation: 'SUBSCRIBERS' })]),
    );
  });

  it('is a document without rows, too', async () => {
    expect(JSON.parse(await textOf(graphOf(batches(0), 0)))).toMatchObject({ resource: [], references: [] });
  });

  it('is the same bytes for the same rows', async () => {
    expect(await textOf(graphOf(batches(5), 5))).toBe(await textOf(graphOf(batches(5), 5)));
  });

  it('reads on only when what was read before is taken', async () => {
    const asked: number[] = [];
    const pieces = graphOf(batches(100, asked), 100);
    await pieces.next();
    expect(asked).toEqual([]);
    await pieces.next();
    expect(asked).toEqual([1]);
    await pieces.return();
  });

  it('is refused for a register that is not told so', async () => {
    await expect(textOf(graphOf(batches(1), 1, vendorsRegister))).rejects.toThrow('the register vendors');
  });
});
