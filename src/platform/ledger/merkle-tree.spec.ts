import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  consistencyPath,
  emptyRoot,
  foldPairs,
  inclusionPath,
  leafHash,
  nodeHash,
  provesConsistency,
  provesInclusion,
  rangesWithout,
  rootOf,
  subtreesOf,
  type Range,
} from './merkle-tree.js';

/** The leaves and roots with which implementations of Certificate Transparency check themselves. */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));
const published = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** MTH of RFC 6962, word for word, to compare with. */
function merkleTreeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return leaves[0] ?? emptyRoot;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(merkleTreeHash(leaves.slice(0, k)), merkleTreeHash(leaves.slice(k)));
}
const madeUp = (size: number) => Array.from({ length: size }, (_none, n) => leafHash(String(n)));
const rootWithin = (leaves: readonly Buffer[], range: Range) =>
  rootOf(subtreesOf(range).map(({ start, height }) => foldPairs(leaves.slice(start, start + 2 ** height))));
const rootsOf = (leaves: readonly Buffer[], path: readonly Range[]) =>
  path.map((range) => rootWithin(leaves, range));

describe('the hash tree', () => {
  const leaves = inputs.map((input) => leafHash(input));
  it.each(published.map((root, index) => [index + 1, root] as const))(
    'of the first %i published leaves has the published root',
    (size, root) => {
      expect(rootWithin(leaves, { start: 0, end: size }).toString('hex')).toBe(root);
    },
  );
  it('of nothing is the hash of nothing', () => {
    expect(rootOf([])).toEqual(createHash('sha256').digest());
  });
  it('has the published paths', () => {
    const hex = (path: Buffer[]) => path.map((hash) => hash.toString('hex'));
    expect(hex(rootsOf(leaves, inclusionPath(0, 8)))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(rootsOf(leaves, inclusionPath(5, 8)))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(hex(rootsOf(leaves, consistencyPath(6, 8)))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });
  it('of any size is what the definition says', () => {
    for (let size = 0; size <= 300; size++)
      expect(rootWithin(madeUp(size), { start: 0, end: size })).toEqual(merkleTreeHash(madeUp(size)));
  });
  it('proves each leaf of any tree, and of no other place, content or size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), (size, a, b) => {
        const [tree, index, other] = [madeUp(size), a % size, b % size];
        const root = rootWithin(tree, { start: 0, end: size });
        const path = rootsOf(tree, inclusionPath(index, size));
        const leaf = tree[index] ?? emptyRoot;
        expect(provesInclusion(leaf, { index, size, path }, root)).toBe(true);
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
        expect(provesInclusion(leafHash('forged'), { index, size, path }, root)).toBe(false);
        expect(provesInclusion(leaf, { index: other, size, path }, root)).toBe(other === index);
        expect(provesInclusion(leaf, { index, size, path: [...path, root] }, root)).toBe(false);
        if (size > 1) expect(provesInclusion(leaf, { index, size, path: path.slice(1) }, root)).toBe(false);
      }),
    );
  });
  it('proves that a tree extends an earlier one, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), (size, a, b) => {
        const [tree, from] = [madeUp(size), 1 + (a % size)];
        const after = { size, root: rootWithin(tree, { start: 0, end: size }) };
        const before = { size: from, root: rootWithin(tree, { start: 0, end: from }) };
        const path = rootsOf(tree, consistencyPath(from, size));
        expect(provesConsistency(before, after, path)).toBe(true);
        const rewritten = tree.with(b % from, leafHash('rewritten'));
        const forged = { size: from, root: rootWithin(rewritten, { start: 0, end: from }) };
        expect(provesConsistency(forged, after, path)).toBe(false);
        expect(provesConsistency(before, { size, root: forged.root }, path)).toBe(false);
        expect(provesConsistency(before, after, [...path, before.root])).toBe(false);
      }),
    );
  });
  it('is not asked for what it does not have', () => {
    expect(() => inclusionPath(3, 3)).toThrow(RangeError);
    expect(() => consistencyPath(0, 3)).toThrow(RangeError);
    expect(() => consistencyPath(4, 3)).toThrow(RangeError);
    expect(() => foldPairs(madeUp(3))).toThrow(RangeError);
    expect(provesInclusion(leafHash('0'), { index: 1, size: 1, path: [] }, leafHash('0'))).toBe(false);
    expect(provesConsistency({ size: 2, root: emptyRoot }, { size: 1, root: emptyRoot }, [])).toBe(false);
    expect(provesConsistency({ size: 3, root: emptyRoot }, { size: 5, root: emptyRoot }, [])).toBe(false);
  });
});

describe('a proof of many leaves at once', () => {
  /** As somebody reads it who has only the chosen leaves and the hashes beside them. */
  function rootFrom(chosen: Map<number, Buffer>, besides: Buffer[], { start, end }: Range): Buffer {
    const places = [...chosen.keys()].filter((place) => place >= start && place < end);
    if (places.length === 0) return besides.shift() ?? Buffer.alloc(0);
    if (end - start === 1) return chosen.get(start) ?? Buffer.alloc(0);
    const middle = start + 2 ** Math.ceil(Math.log2(end - start) - 1);
    const left = rootFrom(chosen, besides, { start, end: middle });
    return nodeHash(left, rootFrom(chosen, besides, { start: middle, end }));
  }

  it('gives the root of the tree, with nothing left over, whatever the size and the choice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.array(fc.nat(), { maxLength: 12 }), (size, picks) => {
        const leaves = madeUp(size);
        const places = [...new Set(picks.map((pick) => pick % size))].sort((a, b) => a - b);
        const besides = rootsOf(leaves, [...rangesWithout(places, { start: 0, end: size })]);
        const chosen = new Map(places.map((place) => [place, leaves[place] ?? Buffer.alloc(0)] as const));
        expect(rootFrom(chosen, besides, { start: 0, end: size })).toEqual(merkleTreeHash(leaves));
        expect(besides).toEqual([]);
      }),
    );
  });

  it('needs no hash when every leaf is there, and one when none is', () => {
    expect([...rangesWithout([0, 1, 2, 3, 4], { start: 0, end: 5 })]).toEqual([]);
    expect([...rangesWithout([], { start: 0, end: 5 })]).toEqual([{ start: 0, end: 5 }]);
  });
});
