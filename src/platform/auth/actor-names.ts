import { Injectable } from '@nestjs/common';

/** Names by id; somebody who was erased is called so, and an id of another kind is not in it. */
export type NamesById = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** The names of people, keys and respondents, for showing who acted: each module that makes actors knows its own. */
@Injectable()
export class ActorNames {
  private readonly known: NamesById[] = [];

  learnFrom(names: NamesById): void {
    this.known.push(names);
  }

  async namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all(this.known.map((names) => names(ids)));
    return new Map(found.flatMap((names) => [...names]));
  }
}
