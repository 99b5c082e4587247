import { AdequacyChangeEntity } from './adequacy-change.entity.js';
import { OwnCategoryEntity } from './own-category.entity.js';

/** The tables of this module, by name. */
export const referenceDataEntities = [AdequacyChangeEntity, OwnCategoryEntity];
