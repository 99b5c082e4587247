import { ErasureEntity } from './erasure.entity.js';

/** The tables of this module, by name. */
export const erasureEntities = [ErasureEntity];
