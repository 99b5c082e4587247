// RFC 6962: the hash tree of the ledger, from the leaves that a bundle holds and the hashes beside them.
import { createHash } from 'node:crypto';
import { fail } from './archive.mjs';

const leafHash = (content) => createHash('sha256').update(Buffer.of(0)).update(content).digest();
const nodeHash = (left, right) =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
const split = (count) => 2 ** (Math.ceil(Math.log2(count)) - 1);

/**
 * The root of a tree of `size` leaves. `leaves` yields [place, content] in rising order; `hashes` the roots of the largest
 * ranges without any of these leaves, from left to right. Both must be used up.
 */
export function rootOfLeaves(size, leaves, hashes) {
  let next = leaves.next();
  const rootOf = (start, end) => {
    if (next.done || next.value[0] >= end) {
      const { done, value } = hashes.next();
      return done ? fail('hashes.txt', `has no hash for the leaves from ${start} to ${end - 1}`) : value;
    }
    if (end - start > 1) {
      const middle = start + split(end - start);
      const left = rootOf(start, middle);
      return nodeHash(left, rootOf(middle, end));
    }
    const [place, content] = next.value;
    if (place !== start) fail('leaves.txt', `leaf ${place} is not in rising order`);
    next = leaves.next();
    return leafHash(content);
  };
  const root = rootOf(0, size);
  if (!next.done) fail('leaves.txt', `leaf ${next.value[0]} does not belong into a tree of ${size}`);
  if (!hashes.next().done) fail('hashes.txt', 'has more hashes than the proof needs');
  return root;
}

/** RFC 9162 2.1.4.2: is the tree of the first head the beginning of that of the second? */
export function isConsistent(first, second, path) {
  if (first.size === second.size) return path.length === 0 && first.root.equals(second.root);
  if (first.size < 1 || first.size > second.size) return false;
  const hashes = Number.isInteger(Math.log2(first.size)) ? [first.root, ...path] : [...path];
  let [node, last] = [first.size - 1, second.size - 1];
  for (; node % 2 === 1; node = Math.floor(node / 2)) last = Math.floor(last / 2);
  const begin = hashes.shift();
  if (!begin) return false;
  let [old, whole] = [begin, begin];
  for (const hash of hashes) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, whole] = [nodeHash(hash, old), nodeHash(hash, whole)];
      for (; node % 2 === 0 && node !== 0; node /= 2) last = Math.floor(last / 2);
    } else whole = nodeHash(whole, hash);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && old.equals(first.root) && whole.equals(second.root);
}
