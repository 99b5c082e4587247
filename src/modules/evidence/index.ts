// The front door: what the modules above may use.
export { evidenceKinds, type EvidenceKind } from '../reference-data/codes.js';
export type { Evidence } from './domain/evidence.js';
export { EvidenceModule } from './evidence.module.js';
export { EvidenceService, type AboutEvidence } from './evidence.service.js';
export type { Received } from './intake.js';
