// The front door: what the modules above may use.
export { AssessmentCompletionGate, type AssessmentToComplete } from './assessment-completion-gate.js';
export { AssessmentFindings } from './assessment-findings.js';
export { AssessedVendors, type AssessedVendor } from './assessed-vendors.js';
export { AssessmentsService, type AssessedControls } from './assessments.service.js';
export type { Severity } from './domain/content.js';
export type { AssessedControl, WeakAnswer } from './domain/results.js';
export type { Unreviewed } from './domain/review.js';
export { QuestionnairesModule } from './questionnaires.module.js';
