// The front door: what the modules above may use.
export { AuditScoresModule } from './audit-scores.module.js';
export type { RiskProfile } from './domain/risk-profile.js';
export { RiskProfilesService } from './risk-profiles.service.js';
