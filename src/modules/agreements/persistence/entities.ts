import { AgreementEntity } from './agreement.entity.js';
import { ApprovalModeChangeEntity } from './approval-mode.entity.js';
import { AmendmentEntity } from './amendment.entity.js';
import { DataFlowEntity, DataFlowExaminationEntity } from './data-flow.entity.js';
import { FlowConditionEntity, FlowDecisionEntity, FlowOpinionEntity } from './flow-decision.entity.js';
import { ObjectionWindowEntity, SubprocessorNoticeEntity } from './objection.entities.js';
import { FlowReviewEntity } from './flow-review.entity.js';

/** The tables of this module, by name. */
export const agreementEntities = [
  AgreementEntity,
  ApprovalModeChangeEntity,
  AmendmentEntity,
  DataFlowEntity,
  DataFlowExaminationEntity,
  FlowConditionEntity,
  FlowDecisionEntity,
  FlowOpinionEntity,
  ObjectionWindowEntity,
  SubprocessorNoticeEntity,
  FlowReviewEntity,
];
