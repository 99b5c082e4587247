import { Keeping1795867200000 } from './1795867200000-Keeping.js';
import { Transparency1795780800000 } from './1795780800000-Transparency.js';
import { Sharing1795694400000 } from './1795694400000-Sharing.js';
import { Vetting1795651200000 } from './1795651200000-Vetting.js';
import { Init1795521600000 } from './1795521600000-Init.js';
/** In the order in which they run. */
export const migrations: (new () => { up(runner: never): Promise<void> })[] = [
  Init1795521600000,
  Vetting1795651200000,
  Sharing1795694400000,
  Transparency1795780800000,
  Keeping1795867200000,
];
