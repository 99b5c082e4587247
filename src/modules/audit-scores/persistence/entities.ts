import { AuditScoreEntity } from './audit-score.entity.js';
import { RiskProfileEntity } from './risk-profile.entity.js';

/** The tables of this module, by name. */
export const auditScoreEntities = [AuditScoreEntity, RiskProfileEntity];
