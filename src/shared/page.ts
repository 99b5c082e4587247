/** One bounded page of a list; `nextCursor` is null on the last one. `total` only when it was asked for. */
export type Page<T> = Readonly<{ items: T[]; nextCursor: string | null; total?: number }>;

export const defaultLimit = 50;
export const greatestLimit = 200;

export function mapPage<T, U>(page: Page<T>, change: (item: T) => U): Page<U> {
  return { ...page, items: page.items.map(change) };
}
