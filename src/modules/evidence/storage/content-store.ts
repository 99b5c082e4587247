/** Bytes by what they are: two documents with the same bytes have one content. */
export type ContentKey = Readonly<{ sha256: string; size: number }>;

/** A received file, hashed on its way to disk; it stays what it is until the request ends. */
export type IncomingContent = ContentKey & Readonly<{ path: string }>;

/** Where bytes lie: one word of `contentLocations`, kept with the content for good. */
export abstract class ContentStore {
  /** Durable once it is answered. What lies there already is never written over: 'present'. */
  abstract put(content: IncomingContent): Promise<'made' | 'present'>;

  /** The bytes as they lie there, not compared with anything. `ContentMissing` when there are none. */
  abstract read(content: ContentKey): Promise<AsyncIterable<Buffer>>;

  /** For good; nothing to do where nothing is. */
  abstract remove(sha256: string): Promise<void>;

  /** Throws when nothing can be stored here, with the reason for whoever runs the installation. */
  abstract check(): Promise<void>;
}

export class ContentMissing extends Error {}
