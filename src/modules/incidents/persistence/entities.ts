import { IncidentEntity } from './incident.entity.js';
import { IncidentNoticeEntity, ObligationEntity } from './obligation.entity.js';
import { ReportLinkEntity, VendorReportEntity } from './vendor-report.entity.js';

/** The tables of this module, by name. */
export const incidentEntities = [
  IncidentEntity,
  ObligationEntity,
  IncidentNoticeEntity,
  ReportLinkEntity,
  VendorReportEntity,
];
