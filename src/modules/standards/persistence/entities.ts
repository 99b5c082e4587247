import { StandardEntity } from './standard.entity.js';

/** The tables of this module, by name. */
export const standardEntities = [StandardEntity];
