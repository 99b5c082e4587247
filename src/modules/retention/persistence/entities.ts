import { LegalHoldEntity } from './legal-hold.entity.js';
import { RetentionRuleEntity, RetentionRunEntity } from './retention.entities.js';

/** The tables of this module, by name. */
export const retentionEntities = [LegalHoldEntity, RetentionRuleEntity, RetentionRunEntity];
