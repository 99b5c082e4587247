import { AuditScoreEntity } from './audit-score.entity.js';
import { RiskProfileEntity } from './risk-profile.entity.js';
import { ScoringModelEntity } from './scoring-model.entity.js';
import { VendorScoreEntity } from './vendor-score.entity.js';

/** The tables of this module, by name. */
export const auditScoreEntities = [
  AuditScoreEntity,
  RiskProfileEntity,
  ScoringModelEntity,
  VendorScoreEntity,
];
