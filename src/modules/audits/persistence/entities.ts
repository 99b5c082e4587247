import { AuditEntity } from './audit.entity.js';
import { FindingEntity } from './finding.entity.js';
import { FindingUpdateEntity, RemediationLinkEntity } from './remediation.entity.js';

/** The tables of this module, by name. */
export const auditEntities = [AuditEntity, FindingEntity, FindingUpdateEntity, RemediationLinkEntity];
