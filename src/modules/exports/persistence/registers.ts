import type { ExportedRegister } from '../domain/register.js';
import { agreementsRegister } from './agreements.register.js';
import { approvalsRegister } from './approvals.register.js';
import { assessmentsRegister } from './assessments.register.js';
import { auditScoresRegister } from './audit-scores.register.js';
import { dataFlowsRegister } from './data-flows.register.js';
import { doraRegister } from './dora.register.js';
import { findingsRegister } from './findings.register.js';
import { incidentsRegister } from './incidents.register.js';
import { lateEntriesRegister } from './late-entries.register.js';
import { ledgerRegister } from './ledger.register.js';
import { transfersRegister } from './transfers.register.js';
import { objectionWindowsRegister } from './objection-windows.register.js';
import { recipientsRegister } from './recipients.register.js';
import { ropaControllerRegister, ropaProcessorRegister } from './ropa.register.js';
import { subprocessorsRegister } from './subprocessors.register.js';
import { vendorsRegister } from './vendors.register.js';
import { waiversRegister } from './waivers.register.js';

export const exportedRegisters: readonly ExportedRegister[] = [
  agreementsRegister,
  approvalsRegister,
  assessmentsRegister,
  auditScoresRegister,
  dataFlowsRegister,
  doraRegister,
  findingsRegister,
  incidentsRegister,
  lateEntriesRegister,
  ledgerRegister,
  objectionWindowsRegister,
  recipientsRegister,
  ropaControllerRegister,
  ropaProcessorRegister,
  subprocessorsRegister,
  transfersRegister,
  vendorsRegister,
  waiversRegister,
];
