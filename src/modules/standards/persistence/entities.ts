import { StandardEntity } from './standard.entity.js';
import { WaiverEntity } from './waiver.entity.js';

/** The tables of this module, by name. */
export const standardEntities = [StandardEntity, WaiverEntity];
