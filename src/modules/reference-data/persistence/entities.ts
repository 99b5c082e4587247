import { AdequacyChangeEntity } from './adequacy-change.entity.js';

/** The tables of this module, by name. */
export const referenceDataEntities = [AdequacyChangeEntity];
