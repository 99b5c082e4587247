/**
 * The same values in the same order; while one is worked on, the next is fetched already. What fails while it is fetched
 * ahead fails where it would have been used. Ending early ends the source.
 */
export async function* oneAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T, void> {
  const from = source[Symbol.asyncIterator]();
  try {
    let next = from.next();
    for (let one = await next; one.done !== true; one = await next) {
      next = from.next();
      next.catch(() => undefined); // it is said where it is awaited
      yield one.value;
    }
  } finally {
    await from.return?.();
  }
}
