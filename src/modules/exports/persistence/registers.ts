import type { ExportedRegister } from '../domain/register.js';
import { agreementsRegister } from './agreements.register.js';
import { dataFlowsRegister } from './data-flows.register.js';
import { findingsRegister } from './findings.register.js';
import { ledgerRegister } from './ledger.register.js';
import { vendorsRegister } from './vendors.register.js';

export const exportedRegisters: readonly ExportedRegister[] = [
  agreementsRegister,
  dataFlowsRegister,
  findingsRegister,
  ledgerRegister,
  vendorsRegister,
];
