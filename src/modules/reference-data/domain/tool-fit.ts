import type { ExporterRegime, TransferToolItem } from './list-items.js';
import { sccModule, sccModules, sideOf, type SccModule, type TransferRoles } from './scc.js';

/** What the contract and the registers say of the tool that somebody names. */
export type ToolGrounds = Readonly<{
  roles: TransferRoles;
  /** The modules of the EU clauses that the contract carries. */
  carried: readonly SccModule[];
  /** Somebody saw the approval that the tool needs, and the importer within it. */
  approvalSeen: boolean;
}>;

/**
 * The modules that fit the two sides. Our company exports; where its own law binds no exporter, the vendor may be the one
 * who does, and we the importer.
 */
export function sccModulesFor({ exporter, importer }: TransferRoles, regime: ExporterRegime): SccModule[] {
  const outward = sccModule(exporter, importer);
  const inward = regime === 'OTHER' ? sccModule(importer, exporter) : null;
  return [...new Set([outward, inward])].filter((module) => module !== null);
}

/** Why the tool does not fit these two sides and what binds them; null where nothing speaks against it. */
export function toolMisfit(
  tool: TransferToolItem,
  regime: ExporterRegime,
  grounds: ToolGrounds,
): string | null {
  return wrongSide(tool, grounds) ?? unsigned(tool, regime, grounds) ?? unapproved(tool, grounds);
}

function wrongSide({ code, exporterSide, importerSide }: TransferToolItem, { roles }: ToolGrounds) {
  if (exporterSide !== undefined && sideOf(roles.exporter) !== exporterSide)
    return `${code} is for an exporter that is a ${exporterSide}, and ours is ${roles.exporter}`;
  if (importerSide !== undefined && sideOf(roles.importer) !== importerSide)
    return `${code} is for an importer that is a ${importerSide}, and this one is ${roles.importer}`;
  return null;
}

function unsigned(
  { code, adaptsScc = false }: TransferToolItem,
  regime: ExporterRegime,
  grounds: ToolGrounds,
) {
  const own = sccModules.find((module) => module === code);
  if (own === undefined && !adaptsScc) return null;
  const { roles, carried } = grounds;
  const fitting = sccModulesFor(roles, regime);
  const right = fitting.length > 0 ? `is ${fitting.join(' or ')}` : 'has no module';
  if (own !== undefined && !fitting.includes(own))
    return `${code} does not fit: ${roles.exporter} to ${roles.importer} ${right}`;
  const needed = own === undefined ? fitting : [own];
  if (needed.some((module) => carried.includes(module))) return null;
  if (own === undefined) return `${code} adapts the EU clauses, and the agreement carries none that fit`;
  return `the agreement does not carry ${code}: record it in its sccModules`;
}

function unapproved({ code, approval }: TransferToolItem, { approvalSeen }: ToolGrounds) {
  return approval === undefined || approvalSeen ? null : `${code} counts when somebody has seen ${approval}`;
}
