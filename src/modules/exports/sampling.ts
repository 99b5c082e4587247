import { createHash } from 'node:crypto';

/** What a sample is drawn from: its rows in the order of the register. */
export type Counted = Readonly<{ id: string; revision: number; stratum: string }>;
export type Allocation = ReadonlyMap<string, number>;

export type Population = Readonly<{ count: number; hash: string; strata: Readonly<Record<string, number>> }>;

/** SHA-256 over "id:revision" and a line end for each row, in their order: names one population and no other. */
export class PopulationHash {
  private readonly hash = createHash('sha256');
  readonly strata = new Map<string, number>();
  count = 0;

  add({ id, revision, stratum }: Counted): void {
    this.hash.update(`${id}:${revision}\n`);
    this.count++;
    this.strata.set(stratum, (this.strata.get(stratum) ?? 0) + 1);
  }

  digest(): string {
    return this.hash.copy().digest('hex');
  }

  population(): Population {
    return { count: this.count, hash: this.digest(), strata: Object.fromEntries(this.strata) };
  }
}

/**
 * How many rows each stratum gives: its share, whole; what is left goes to the largest remainders, and among equal ones by
 * name. A stratum whose share is less than one gives one, where the size allows for every stratum.
 */
export function allocate(strata: ReadonlyMap<string, number>, size: number): Allocation {
  const total = totalOf(strata);
  if (size > total) throw new RangeError(`a sample of ${size} from ${total}`);
  const small = size < strata.size ? [] : [...strata].filter(([, count]) => size * count < total);
  if (small.length === 0) return byShare(strata, size);
  const others = new Map([...strata].filter(([name]) => !small.some(([one]) => one === name)));
  return new Map([...small.map(([name]) => [name, 1] as const), ...allocate(others, size - small.length)]);
}

function byShare(strata: ReadonlyMap<string, number>, size: number): Allocation {
  const total = totalOf(strata);
  const shares = [...strata].map(([name, count]) => {
    const whole = Math.floor((size * count) / total);
    return { name, whole, remainder: size * count - whole * total };
  });
  const missing = size - shares.reduce((sum, { whole }) => sum + whole, 0);
  const lucky = [...shares].sort((a, b) => b.remainder - a.remainder || byCode(a.name, b.name));
  const more = new Set(lucky.slice(0, missing).map(({ name }) => name));
  return new Map(shares.map(({ name, whole }) => [name, whole + (more.has(name) ? 1 : 0)]));
}

const totalOf = (strata: ReadonlyMap<string, number>) =>
  [...strata.values()].reduce((sum, count) => sum + count, 0);

/** The lot of a row: those with the lowest lots of their stratum are the sample. Whoever knows seed and population can draw again. */
export function lotOf(id: string, { population, seed }: { population: string; seed: string }): string {
  return createHash('sha256').update(`${population}\n${seed}\n${id}`).digest('hex');
}

/** Keeps the lowest lots of each stratum, and nothing else in memory. */
export class Draw {
  private readonly kept = new Map<string, { lot: string; id: string }[]>();

  constructor(
    private readonly allocation: Allocation,
    private readonly of: Readonly<{ population: string; seed: string }>,
  ) {}

  offer({ id, stratum }: Counted): void {
    const places = this.allocation.get(stratum) ?? 0;
    if (places === 0) return;
    const kept = this.kept.get(stratum) ?? [];
    this.kept.set(stratum, kept);
    kept.push({ lot: lotOf(id, this.of), id });
    if (kept.length >= 2 * places + 64) trim(kept, places);
  }

  chosen(): ReadonlySet<string> {
    for (const [stratum, kept] of this.kept) trim(kept, this.allocation.get(stratum) ?? 0);
    return new Set([...this.kept.values()].flat().map(({ id }) => id));
  }
}

function trim(kept: { lot: string; id: string }[], places: number): void {
  kept.sort((a, b) => byCode(a.lot, b.lot)).splice(places);
}

/** By code units: the same order on every machine. */
const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
