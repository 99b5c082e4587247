import type { PartyRole } from './contract-codes.js';
import type { ExporterRegime, PartySide } from './list-items.js';

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

/**
 * The modules that fit the two sides. Our company exports; where its own law binds no exporter, the vendor may be the one
 * who does, and we the importer.
 */
export function sccModulesFor({ exporter, importer }: TransferRoles, regime: ExporterRegime): SccModule[] {
  const outward = sccModule(exporter, importer);
  const inward = regime === 'OTHER' ? sccModule(importer, exporter) : null;
  return [...new Set([outward, inward])].filter((module) => module !== null);
}
