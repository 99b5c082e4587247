/** A reference for whoever gave none: the random end of the id, short enough to be read out. */
export function ownReference(prefix: string, id: string): string {
  return `${prefix}-${id.slice(-8).toUpperCase()}`;
}
