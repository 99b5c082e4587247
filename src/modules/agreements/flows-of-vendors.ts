import { Injectable } from '@nestjs/common';
import { groupedBy } from '../../shared/by-id.js';
import {
  ApprovalsOfVendors,
  type Declaration,
  type Touched,
  type TouchedApproval,
} from '../vendors/index.js';
import { begunSince, declaredBeyond, unknownThen } from './domain/declared-beyond.js';
import { usesIn } from './flow-parties.js';
import { ComparedFlowsReader, type ComparedFlow } from './persistence/compared-flows.reader.js';

/** Compares approvals with what vendors declare from now on, by the rules by which news of it ends them. */
@Injectable()
export class FlowsOfVendors extends ApprovalsOfVendors {
  constructor(private readonly reader: ComparedFlowsReader) {
    super();
  }

  async touchedBy(declarations: readonly Declaration[]): Promise<Touched> {
    const { flows, more } = await this.reader.approvedWith(declarations.map(({ vendorId }) => vendorId));
    const byVendor = groupedBy(flows, ({ vendorId }) => vendorId);
    const approvals = declarations.flatMap((declaration) =>
      (byVendor.get(declaration.vendorId) ?? []).flatMap((flow) => touchedIn(flow, declaration) ?? []),
    );
    return { approvals, more };
  }
}

function touchedIn(flow: ComparedFlow, declaration: Declaration): TouchedApproval | null {
  const { id: dataFlowId, reference, status, vendorId, knownThen } = flow;
  const now = declaredBeyond(flow, usesIn(declaration));
  const beyond = unknownThen(knownThen, now);
  const left = declaration.status !== 'declared';
  if (beyond.length === 0 && !left) return null;
  const ends = begunSince(knownThen, now).length > 0;
  return { dataFlowId, reference, status, vendorId, beyond, left, ends };
}
