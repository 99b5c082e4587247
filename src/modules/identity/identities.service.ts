import { Injectable } from '@nestjs/common';
import { IdentitiesReader } from './persistence/identities.reader.js';

/** Everything that one human being acts as, and the part of the organisation that they belong to; null where it is not known. */
export type Identities = Readonly<{ ids: ReadonlySet<string>; unit: string | null }>;

const nobody: Identities = { ids: new Set(), unit: null };

/** Who is the same person: what one of them did, all of them did. */
@Injectable()
export class IdentitiesService {
  constructor(private readonly reader: IdentitiesReader) {}

  /** The account, other accounts with its e-mail address (removed ones too), and the API keys that any of these made. */
  async of(personId: string): Promise<Identities> {
    return (await this.ofAll([personId])).get(personId) ?? { ...nobody, ids: new Set([personId]) };
  }

  async ofAll(personIds: readonly string[]): Promise<Map<string, Identities>> {
    const rows = await this.reader.of([...new Set(personIds)]);
    return new Map(rows.map(({ personId, ids, unit }) => [personId, { ids: new Set(ids), unit }]));
  }
}
