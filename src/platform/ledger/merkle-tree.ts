import { createHash } from 'node:crypto';

/**
 * The hash tree of RFC 6962 section 2.1, without any storage: what is needed of a tree of a given size is said as ranges
 * of leaves, [start, end), and computed from the roots of complete subtrees. Sizes and places are whole numbers below 2^53.
 */
export type Range = Readonly<{ start: number; end: number }>;

/** A subtree of 2^height leaves that begins at a multiple of its size: its root never changes any more. */
export type Subtree = Readonly<{ start: number; height: number }>;

export const emptyRoot = createHash('sha256').digest();

/** SHA-256(0x00 ‖ content). */
export function leafHash(content: string | Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(content).digest();
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}

/** The complete subtrees that a range consists of, from left to right; a range begins where a subtree of its size may. */
export function subtreesOf({ start, end }: Range): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = start; at < end;) {
    const height = Math.floor(Math.log2(end - at));
    subtrees.push({ start: at, height });
    at += 2 ** height;
  }
  return subtrees;
}

/** The root of a range from the roots of its complete subtrees, left to right. */
export function rootOf(subtreeRoots: readonly Buffer[]): Buffer {
  return (
    subtreeRoots.reduceRight<Buffer | null>((right, left) => (right ? nodeHash(left, right) : left), null) ??
    emptyRoot
  );
}

/** The root of 2^n hashes. */
export function foldPairs(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0 || (hashes.length & (hashes.length - 1)) !== 0)
    throw new RangeError(`a complete subtree has 2^n nodes, not ${hashes.length}`);
  let level = [...hashes];
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_none, pair) =>
      nodeHash(at(level, 2 * pair), at(level, 2 * pair + 1)),
    );
  return at(level, 0);
}

/** RFC 6962 2.1.1: the ranges whose roots prove that leaf `index` is in the tree of `size` leaves, from the leaf upwards. */
export function inclusionPath(index: number, size: number): Range[] {
  if (index < 0 || index >= size) throw new RangeError(`there is no leaf ${index} in a tree of ${size}`);
  return pathWithin(index, { start: 0, end: size });
}

/** RFC 6962 2.1.2: the ranges whose roots prove that the tree of `from` leaves is the beginning of that of `to`. */
export function consistencyPath(from: number, to: number): Range[] {
  if (from < 1 || from > to) throw new RangeError(`a tree of ${to} does not extend one of ${from}`);
  return consistencyWithin(from, { start: 0, end: to }, true);
}

/**
 * What is needed to compute the root of a tree from some of its leaves, given by their places in rising order: the
 * ranges without any of them, from left to right. One root proves all of these leaves at once.
 */
export function* rangesWithout(
  places: readonly number[],
  { start, end }: Range,
  [first, last]: readonly [number, number] = [0, places.length],
): Generator<Range, void> {
  if (first === last) yield { start, end };
  if (first === last || end - start === 1) return;
  const middle = start + split(end - start);
  const cut = firstFrom(places, middle, [first, last]);
  yield* rangesWithout(places, { start, end: middle }, [first, cut]);
  yield* rangesWithout(places, { start: middle, end }, [cut, last]);
}

/** RFC 9162 2.1.3.2. */
export function provesInclusion(
  leaf: Buffer,
  { index, size, path }: { index: number; size: number; path: readonly Buffer[] },
  root: Buffer,
): boolean {
  const sides = index < size ? sidesOf(index, size - 1, path) : null;
  return sides?.reduce((hash, side) => join(hash, side), leaf).equals(root) ?? false;
}

/** RFC 9162 2.1.4.2. */
export function provesConsistency(
  before: { size: number; root: Buffer },
  after: { size: number; root: Buffer },
  path: readonly Buffer[],
): boolean {
  if (before.size === after.size) return path.length === 0 && before.root.equals(after.root);
  if (before.size < 1 || before.size > after.size) return false;
  const [first, ...rest] = isPowerOfTwo(before.size) ? [before.root, ...path] : path;
  const shared = trailingOnes(before.size - 1);
  const sides = sidesOf(above(before.size - 1, shared), above(after.size - 1, shared), rest);
  if (!first || !sides) return false;
  const old = sides.filter(({ isLeft }) => isLeft).reduce((hash, side) => join(hash, side), first);
  const whole = sides.reduce((hash, side) => join(hash, side), first);
  return old.equals(before.root) && whole.equals(after.root);
}

type Side = Readonly<{ sibling: Buffer; isLeft: boolean }>;
const join = (hash: Buffer, { sibling, isLeft }: Side) =>
  isLeft ? nodeHash(sibling, hash) : nodeHash(hash, sibling);

/** On which side each hash of a path is joined, on the way up from `node` beside the last node of its level; null when the path is too long or too short. */
function sidesOf(node: number, last: number, path: readonly Buffer[]): Side[] | null {
  const sides: Side[] = [];
  for (const sibling of path) {
    if (last === 0) return null;
    const isLeft = node % 2 === 1 || node === last;
    const skipped = isLeft ? trailingZeros(node) : 0; // levels on which the last node has no sibling
    sides.push({ sibling, isLeft });
    [node, last] = [above(node, skipped + 1), above(last, skipped + 1)];
  }
  return last === 0 ? sides : null;
}

function pathWithin(index: number, { start, end }: Range): Range[] {
  if (end - start === 1) return [];
  const middle = start + split(end - start);
  const [left, right] = [
    { start, end: middle },
    { start: middle, end },
  ];
  return index < middle ? [...pathWithin(index, left), right] : [...pathWithin(index, right), left];
}

/** `whole`: the part is a subtree of the old tree as it stood, so that its root is known to who checks. */
function consistencyWithin(from: number, { start, end }: Range, whole: boolean): Range[] {
  if (from === end) return whole ? [] : [{ start, end }];
  const middle = start + split(end - start);
  if (from <= middle)
    return [...consistencyWithin(from, { start, end: middle }, whole), { start: middle, end }];
  return [...consistencyWithin(from, { start: middle, end }, false), { start, end: middle }];
}

/** The first of these sorted places, between two of them, that is not below the limit. */
function firstFrom(places: readonly number[], limit: number, [low, high]: readonly [number, number]): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(places, middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The greatest power of two below n. */
const split = (n: number) => 2 ** (Math.ceil(Math.log2(n)) - 1);
const above = (n: number, levels: number) => Math.floor(n / 2 ** levels);
const trailingOnes = (n: number): number => (n % 2 === 1 ? 1 + trailingOnes(above(n, 1)) : 0);
const trailingZeros = (n: number): number => (n !== 0 && n % 2 === 0 ? 1 + trailingZeros(n / 2) : 0);
const isPowerOfTwo = (n: number) => Number.isInteger(Math.log2(n));

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there is nothing at ${index}`);
  return item;
}
