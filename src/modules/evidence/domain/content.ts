/** Where the bytes of a document can lie. */
export const contentLocations = ['folder', 's3', 'database'] as const;
export type ContentLocation = (typeof contentLocations)[number];

/**
 * `arriving`: claimed, so that bytes which no document comes to speak of are found again. `kept`: at least one document
 * speaks of them. `leaving`: to be deleted. `gone`: deleted; the row stays.
 */
export const storedStates = ['arriving', 'kept', 'leaving', 'gone'] as const;
export type StoredState = (typeof storedStates)[number];

/** Bytes that are stored once, however many documents have them. */
export type Content = Readonly<{
  sha256: string;
  /** Bytes. */
  size: number;
  location: ContentLocation;
  state: StoredState;
  /** When somebody last claimed them. */
  touchedAt: Date;
}>;
