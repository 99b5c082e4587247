import { LegalHoldEntity } from './legal-hold.entity.js';

/** The tables of this module, by name. */
export const retentionEntities = [LegalHoldEntity];
