import { ContentEntity, ContentPartEntity } from './content.entity.js';
import { EvidenceEntity } from './evidence.entity.js';

/** The tables of this module, by name. */
export const evidenceEntities = [EvidenceEntity, ContentEntity, ContentPartEntity];
