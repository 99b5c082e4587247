// The front door: what the modules above may use.
export { evidenceKinds, type Evidence, type EvidenceKind } from './domain/evidence.js';
export { EvidenceModule } from './evidence.module.js';
export { EvidenceService, type AboutEvidence } from './evidence.service.js';
