import type { ExtensibleList } from './domain/own-category.js';

export type CategoryUse = Readonly<{
  /** Flows that are not closed. */
  flows: number;
  /** Some of them, for whoever has to change them. */
  examples: readonly string[];
}>;

/** Who names this category? Asked here, answered by the module that knows the flows. */
export abstract class CategoryUses {
  abstract of(list: ExtensibleList, code: string): Promise<CategoryUse>;
}
