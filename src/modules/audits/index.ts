// The front door: what the modules above may use.
export { AuditsModule } from './audits.module.js';
export {
  closedStatuses,
  daysOf,
  isOverdue,
  isSettled,
  severities,
  type Finding,
  type Severity,
} from './domain/finding.js';
export { FindingsService, type NewFinding } from './findings.service.js';
