// The front door: what the modules above may use.
export { AuditScoresModule } from './audit-scores.module.js';
export { AuditScoresService, type Standing } from './audit-scores.service.js';
export type { AuditScore } from './domain/audit-score.js';
export type { RiskProfile } from './domain/risk-profile.js';
export type { Score } from './domain/score.js';
export { ScoreEditorsService, type ScoreEditors } from './score-editors.service.js';
export { RiskProfilesService } from './risk-profiles.service.js';
