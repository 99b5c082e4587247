import type { DataFlowChange, NewDataFlow } from '../data-flows.service.js';
import type { GivenDecision } from '../domain/decision-rules.js';
import { usualConsequence } from '../domain/flow-decision.js';
import type { ChangeDataFlowDto, CreateDataFlowDto } from './data-flow.dto.js';
import type { DecisionDto, NewConditionDto } from './flow-acts.dto.js';
import { transferOf } from './transfer-fields.js';

/** A request has undefined where the record has null: here the one becomes the other. */
export function newDataFlowOf(body: CreateDataFlowDto): NewDataFlow {
  const { agreementId, legalEntityId, title, reference = null } = body;
  return { agreementId, legalEntityId, title, reference, ...plain(body), ...nested(body) };
}

export function dataFlowChangeOf(body: ChangeDataFlowDto): DataFlowChange {
  const given = Object.keys(body).filter((name) => body[name as keyof ChangeDataFlowDto] !== undefined);
  const all: Partial<Record<string, unknown>> = { ...body, ...plain(body), ...nested(body) };
  return Object.fromEntries(given.map((name) => [name, all[name]]));
}

export function decisionOf({
  outcome,
  rationale,
  conditions = [],
  validUntil = null,
  departure = null,
  emergency = null,
  delegationId = null,
}: DecisionDto): GivenDecision {
  return {
    ...{ outcome, rationale, validUntil, departure, emergency, delegationId },
    conditions: conditions.map(conditionOf),
  };
}

function conditionOf(body: NewConditionDto): GivenDecision['conditions'][number] {
  const { text, kind, dueOn = null, ownerId = null, consequence = usualConsequence } = body;
  return { text, kind, dueOn, ownerId, consequence };
}

function plain(body: ChangeDataFlowDto) {
  const { direction = null, volume = null, frequency = null, sourceSystem = null } = body;
  const { recipientSystem = null, subjectCategories = [], securityMeasures = [] } = body;
  return {
    ...{ direction, volume, frequency, sourceSystem, recipientSystem },
    ...{ subjectCategories, securityMeasures },
  };
}

function nested(body: ChangeDataFlowDto) {
  const { purposes = [], dataCategories = [], locations = [], transfers = [] } = body;
  return {
    purposes: purposes.map(purposeOf),
    dataCategories: dataCategories.map(
      ({ code, justification = null, retentionDays = null, endAction = null }) => {
        return { code, justification, retentionDays, endAction };
      },
    ),
    locations: locations.map(({ country, kind }) => ({ country, kind })),
    transfers: transfers.map(transferOf),
    ...others(body),
    ...assessments(body),
  };
}

/** Whoever stands behind and beyond the two sides. */
function others({ onBehalfOf = [], recipients = [] }: ChangeDataFlowDto) {
  return {
    onBehalfOf: onBehalfOf.map(
      ({
        name,
        country = null,
        contact = null,
        representative = null,
        dpoContact = null,
        processing = [],
      }) => ({ name, country, contact, representative, dpoContact, processing }),
    ),
    recipients: recipients.map(({ category, name = null, role, country = null, why }) => ({
      ...{ category, name, role, country, why },
    })),
  };
}

function purposeOf(body: NonNullable<ChangeDataFlowDto['purposes']>[number]) {
  const { code, text = null, lawfulBasis = null, specialCondition = null } = body;
  const { why = null, how = null, benefit = null } = body;
  return { code, text, lawfulBasis, specialCondition, why, how, benefit };
}

function assessments({ dpia: screened = null, compatibility: asked = null }: ChangeDataFlowDto) {
  return { dpia: screened && dpiaOf(screened), compatibility: asked && compatibilityOf(asked) };
}

function dpiaOf(body: NonNullable<ChangeDataFlowDto['dpia']>) {
  const { outcome, triggers = [], criteria = [], reasons = null, evidenceId = null } = body;
  const { residualRisk = null, dpoAdvice = null, consultedOn = null } = body;
  return { outcome, triggers, criteria, reasons, residualRisk, dpoAdvice, consultedOn, evidenceId };
}

function compatibilityOf(body: NonNullable<ChangeDataFlowDto['compatibility']>) {
  const { furtherUse, originalPurpose = null, compatible = null, factors = [] } = body;
  return {
    furtherUse,
    originalPurpose,
    compatible,
    factors: factors.map(({ code, note }) => ({ code, note })),
  };
}
