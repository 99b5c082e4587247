import type { PartyRole, PartySide } from './contract-codes.js';

/** The modules of the transfer clauses of Implementing Decision (EU) 2021/914. */
export const sccModules = ['SCC_M1', 'SCC_M2', 'SCC_M3', 'SCC_M4'] as const;
export type SccModule = (typeof sccModules)[number];

/** What the two sides of a transfer are under their contract. */
export type TransferRoles = Readonly<{ exporter: PartyRole; importer: PartyRole }>;

const sides: Readonly<Partial<Record<PartyRole, PartySide>>> = {
  CONTROLLER: 'CONTROLLER',
  JOINT_CONTROLLER: 'CONTROLLER',
  INDEPENDENT_CONTROLLER: 'CONTROLLER',
  PROCESSOR: 'PROCESSOR',
  SUB_PROCESSOR: 'PROCESSOR',
};

const moduleOf: Readonly<Record<PartySide, Readonly<Record<PartySide, SccModule>>>> = {
  CONTROLLER: { CONTROLLER: 'SCC_M1', PROCESSOR: 'SCC_M2' },
  PROCESSOR: { PROCESSOR: 'SCC_M3', CONTROLLER: 'SCC_M4' },
};

/** Null for a role that says neither controller nor processor (a DPO, a representative). */
export function sideOf(role: PartyRole): PartySide | null {
  return sides[role] ?? null;
}

/** The module that fits the two roles; null when a role says neither controller nor processor. */
export function sccModule(exporterRole: PartyRole, importerRole: PartyRole): SccModule | null {
  const exporter = sideOf(exporterRole);
  const importer = sideOf(importerRole);
  return exporter && importer ? moduleOf[exporter][importer] : null;
}
