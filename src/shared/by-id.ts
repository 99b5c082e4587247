export function byId<T extends Readonly<{ id: string }>>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** For what a foreign key or the code around promises to be there. */
export function required<T>(items: ReadonlyMap<string, T>, key: string): T {
  const item = items.get(key);
  if (item === undefined) throw new Error(`${key} is not where it must be.`);
  return item;
}

export function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

export function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
