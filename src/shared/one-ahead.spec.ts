import { oneAhead } from './one-ahead.js';

describe('one ahead', () => {
  const seen: string[] = [];
  beforeEach(() => seen.splice(0));

  async function* source(fails = Infinity): AsyncGenerator<number, void> {
    try {
      for (let n = 1; n <= 4; n++) {
        await Promise.resolve();
        if (n === fails) throw new Error(`${n} cannot be had`);
        seen.push(`has ${n}`);
        yield n;
      }
    } finally {
      seen.push('is over');
    }
  }

  const aWhile = () => new Promise((done) => setTimeout(done, 5));

  it('gives all values in their order, and has the next before one was worked on', async () => {
    for await (const n of oneAhead(source())) {
      await aWhile();
      seen.push(`did ${n}`);
    }
    expect(seen).toEqual([
      ...['has 1', 'has 2', 'did 1', 'has 3', 'did 2', 'has 4', 'did 3', 'is over', 'did 4'],
    ]);
  });

  it('fails where the failed value would have come, after those before it', async () => {
    const all = async () => {
      for await (const n of oneAhead(source(3))) {
        await aWhile();
        seen.push(`did ${n}`);
      }
    };
    await expect(all()).rejects.toThrow('3 cannot be had');
    expect(seen).toEqual(['has 1', 'has 2', 'did 1', 'is over', 'did 2']);
  });

  it('ends the source when it is ended early', async () => {
    for await (const n of oneAhead(source())) if (n === 2) break;
    expect(seen.at(-1)).toBe('is over');
    expect(seen).not.toContain('has 4');
  });
});
