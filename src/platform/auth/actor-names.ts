/** The names of people, keys and respondents, for showing who acted. The identity module answers. */
export abstract class ActorNames {
  /** Names by id; somebody who was erased is not in it. */
  abstract namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
