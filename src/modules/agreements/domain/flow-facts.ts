import type { LocalDate } from '../../../shared/local-date.js';
import { baseOf } from '../../reference-data/codes.js';
import { isInForce, type Agreement } from './agreement.js';
import { clauseCheck } from './clause-check.js';
import type { DataFlow } from './data-flow.js';
import { screenDpia, specialCategoriesOf } from './dpia-screening.js';
import type { TransferLeg } from './transfer-legs.js';

type Known = Readonly<{
  flow: DataFlow;
  agreement: Agreement;
  legs: readonly TransferLeg[];
  today: LocalDate;
}>;

/**
 * What the standard's requirements are evaluated over; its rules know the categories of the shipped lists. A number or text that is missing is -1 or '', as the facts
 * declare.
 */
export function flowFacts({ flow, agreement, legs, today }: Known) {
  return {
    flow: aboutFlow(flow),
    ...agreementFacts(agreement, today),
    transfers: legs.map(({ toCountry, allowed, reason, law, tool }) => ({
      toCountry,
      allowed,
      reason,
      law,
      tool: tool ?? '',
    })),
  };
}

function aboutFlow(flow: DataFlow) {
  const special = specialCategoriesOf(flow);
  return {
    direction: flow.direction ?? '',
    purposes: flow.purposes.map(({ code, lawfulBasis, specialCondition, why, how, benefit }) => ({
      code,
      lawfulBasis: lawfulBasis ?? '',
      specialCondition: specialCondition ?? '',
      hasWhy: why !== null,
      hasHow: how !== null,
      hasBenefit: benefit !== null,
    })),
    subjectCategories: [...new Set(flow.subjectCategories.map(baseOf))],
    dataCategories: flow.dataCategories.map(({ code, justification, retentionDays, endAction }) => ({
      code: baseOf(code),
      justified: justification !== null,
      retentionDays: retentionDays ?? -1,
      endAction: endAction ?? '',
    })),
    specialCategories: special.filter((kind) => kind !== 'CRIMINAL'),
    criminal: special.includes('CRIMINAL'),
    children: flow.subjectCategories.some((code) => baseOf(code) === 'CHILDREN'),
    volume: flow.volume ?? '',
    frequency: flow.frequency ?? '',
    locations: flow.locations.map(({ country, kind }) => ({ country, kind })),
    securityMeasures: [...flow.securityMeasures],
    dpiaOutcome: flow.dpia?.outcome ?? '',
    dpiaRequired: screenDpia(flow).required,
    furtherUse: flow.compatibility?.furtherUse ?? false,
    compatible: flow.compatibility?.compatible ?? false,
  };
}

/** The part of it that an agreement has by itself. */
export function agreementFacts(agreement: Agreement, today: LocalDate) {
  const { missing, partial, notReviewed } = clauseCheck(agreement);
  return {
    agreement: {
      kind: agreement.kind,
      status: agreement.status,
      inForce: isInForce(agreement, today),
      missingClauses: [...missing, ...notReviewed].map(({ code }) => code),
      partialClauses: partial.map(({ code }) => code),
      breachNoticeHours: agreement.breachNoticeHours ?? -1,
      subprocessorAuthorisation: agreement.subprocessorAuthorisation?.kind ?? '',
      effectiveTo: agreement.effectiveTo ?? '',
    },
  };
}
