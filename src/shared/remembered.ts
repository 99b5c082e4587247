/** What was computed before, up to so many entries; pure results only. Full, it begins anew. */
export class Remembered<T> {
  private readonly known = new Map<string, T>();

  constructor(private readonly most: number) {}

  of(key: string, compute: () => T): T {
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const value = compute();
    if (this.known.size >= this.most) this.known.clear();
    this.known.set(key, value);
    return value;
  }
}
