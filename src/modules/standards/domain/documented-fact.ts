import type { CelType } from '../../../shared/conditions.js';

/** One documented fact. `missing` is the value that stands for "nothing was given". */
export type Fact = Readonly<{
  type: CelType;
  unit?: string;
  source: string;
  example: unknown;
  missing?: '' | -1;
}>;
