import type { Subprocessor } from './subprocessor.js';

/** A vendor uses another one that is registered. */
export type Link = Readonly<{ vendorId: string; linkedVendorId: string }>;

/** Ranks below a vendor, its own sub-processors being 1 (as Implementing Regulation (EU) 2024/2956 counts). */
export const deepestRank = 10;
/** More would help nobody to see; the answer says that there are more. */
export const mostNodes = 1_000;

export type SubprocessorNode = Subprocessor &
  Readonly<{
    rank: number;
    children: readonly SubprocessorNode[];
    /** Deeper ones are known and were not asked for. */
    moreBelow: boolean;
  }>;

export type SubprocessorTree = Readonly<{
  children: readonly SubprocessorNode[];
  nodes: number;
  /** There were more than can be shown. */
  truncated: boolean;
}>;

/** `rows`: the nearest first. Each place at which a company is used is a node of its own, so that a way down can be read off. */
export function treeOf(vendorId: string, rows: readonly Subprocessor[], depth: number): SubprocessorTree {
  const byVendor = grouped(rows);
  let left = mostNodes;
  let truncated = rows.length > mostNodes;
  const below = (id: string, line: readonly string[]): SubprocessorNode[] => {
    const used = byVendor.get(id) ?? [];
    const shown = used.slice(0, left);
    truncated ||= shown.length < used.length;
    left -= shown.length;
    return shown.map((row) => nodeOf(row, [...line, id]));
  };
  const nodeOf = (row: Subprocessor, line: readonly string[]): SubprocessorNode => {
    const next = row.linkedVendorId;
    const known = next !== null && !line.includes(next) && byVendor.has(next);
    const rank = line.length;
    const children = known && rank < depth ? below(next, line) : [];
    return { ...row, rank, children, moreBelow: known && rank >= depth };
  };
  const children = below(vendorId, []);
  return { children, nodes: mostNodes - left, truncated };
}

export type LinkProblem = Readonly<{ cycle: readonly string[] }> | Readonly<{ ranks: number }>;

/**
 * Why a vendor cannot be linked to another: the ring that would close, from the vendor back to itself, or more ranks than
 * are kept. `below` are all links below the other, `above` all links above the vendor.
 */
export function linkProblem(
  { vendorId, linkedVendorId }: Link,
  below: readonly Link[],
  above: readonly Link[],
): LinkProblem | null {
  const way = wayDown(linkedVendorId, vendorId, below);
  if (way !== null) return { cycle: [vendorId, ...way] };
  const upwards = above.map((link) => ({ vendorId: link.linkedVendorId, linkedVendorId: link.vendorId }));
  const ranks = longest(vendorId, upwards) + 1 + longest(linkedVendorId, below);
  return ranks > deepestRank ? { ranks } : null;
}

/** The shortest way, both ends included; null when there is none. */
function wayDown(from: string, to: string, links: readonly Link[]): string[] | null {
  const byVendor = grouped(links);
  const seen = new Set([from]);
  for (const queue = [[from]]; ;) {
    const way = queue.shift();
    const last = way?.at(-1);
    if (way === undefined || last === undefined) return null;
    if (last === to) return way;
    for (const { linkedVendorId: next } of byVendor.get(last) ?? [])
      if (!seen.has(next)) {
        seen.add(next);
        queue.push([...way, next]);
      }
  }
}

/** How many links the longest line has that starts there. */
function longest(from: string, links: readonly Link[]): number {
  const byVendor = grouped(links);
  const known = new Map<string, number>();
  const measure = (id: string): number => {
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, 0); // a ring that should not be there ends here
    const lengths = (byVendor.get(id) ?? []).map(({ linkedVendorId }) => 1 + measure(linkedVendorId));
    const length = Math.max(0, ...lengths);
    known.set(id, length);
    return length;
  };
  return measure(from);
}

function grouped<T extends Readonly<{ vendorId: string }>>(all: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(one.vendorId, [...(groups.get(one.vendorId) ?? []), one]);
  return groups;
}
