import { Init1795521600000 } from './1795521600000-Init.js';
/** In the order in which they run. */
export const migrations: (new () => { up(runner: never): Promise<void> })[] = [Init1795521600000];
