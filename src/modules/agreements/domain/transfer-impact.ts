import { canonicalJson } from '../../../shared/canonical-json.js';
import { findItem, listOf, type ChangeImpact, type TransferTool } from '../../reference-data/codes.js';
import type { TransferLeg } from './transfer-legs.js';

type Route = Pick<TransferLeg, 'toCountry' | 'tool' | 'allowed' | 'reliesOn'>;
/** With the record of an exception, the instrument or the class of data where there is one. */
type Declared = Readonly<{ toCountry: string }>;

/** The gravest first. */
const byGravity: readonly ChangeImpact[] = ['PLACE_ADDED', 'TRANSFER_CHANGED', 'TRANSFER_TOOL_LOST'];

/** By what the flow declares: a way less is no harm, whatever else is. */
export function impactOnTransfers(then: unknown, now: unknown): ChangeImpact {
  return gravest<Declared>(then, now, (was, declared) =>
    canonicalJson(was) === canonicalJson(declared) ? 'NO_LESS_PROTECTION' : 'TRANSFER_CHANGED',
  );
}

/** By what carries each way, in law and on the day. */
export function impactOnLegs(then: unknown, now: unknown): ChangeImpact {
  return gravest<Route>(then, now, impactOnRoute);
}

/**
 * A way that stood on an adequacy decision and no longer does is carried by the safeguard that was approved with it. A
 * derogation is no such ground: it is not for routine sharing (GDPR Art. 49).
 */
function impactOnRoute(was: Route, route: Route): ChangeImpact {
  if (was.tool !== route.tool) return 'TRANSFER_CHANGED';
  if (was.allowed && !route.allowed) return 'TRANSFER_TOOL_LOST';
  if (was.reliesOn === route.reliesOn) return 'NO_LESS_PROTECTION';
  return isSafeguard(route.tool) ? 'NO_LESS_PROTECTION' : 'TRANSFER_TOOL_LOST';
}

function gravest<Way extends Readonly<{ toCountry: string }>>(
  then: unknown,
  now: unknown,
  impactOf: (was: Way, way: Way) => ChangeImpact,
): ChangeImpact {
  const before = new Map((waysIn(then) as Way[]).map((way) => [way.toCountry, way]));
  const impacts = (waysIn(now) as Way[]).map((way) => {
    const was = before.get(way.toCountry);
    return was === undefined ? 'PLACE_ADDED' : impactOf(was, way);
  });
  return byGravity.find((impact) => impacts.includes(impact)) ?? 'NO_LESS_PROTECTION';
}

function waysIn(fact: unknown): readonly unknown[] {
  return Array.isArray(fact) ? fact : [];
}

function isSafeguard(tool: TransferTool | null): boolean {
  return tool !== null && findItem(listOf('transfer_tool'), tool)?.kind === 'SAFEGUARD';
}
