import { EvidenceEntity, EvidencePartEntity } from './evidence.entity.js';

/** The tables of this module, by name. */
export const evidenceEntities = [EvidenceEntity, EvidencePartEntity];
