import { AgreementEntity } from './agreement.entity.js';
import { ApprovalModeChangeEntity } from './approval-mode.entity.js';
import { AmendmentEntity } from './amendment.entity.js';
import { DataFlowEntity, DataFlowExaminationEntity } from './data-flow.entity.js';
import { DelegationEntity } from './delegation.entity.js';
import { DeviationEntity } from './deviation.entity.js';
import { FlowConditionEntity, FlowDecisionEntity, FlowOpinionEntity } from './flow-decision.entity.js';
import { ObjectionWindowEntity, SubprocessorNoticeEntity } from './objection.entities.js';
import { FlowReviewEntity } from './flow-review.entity.js';
import {
  DeviationTallyEntity,
  SharingBatchEntity,
  SharingDayEntity,
  SharingEventEntity,
} from './sharing.entity.js';

/** The tables of this module, by name. */
export const agreementEntities = [
  AgreementEntity,
  ApprovalModeChangeEntity,
  AmendmentEntity,
  DataFlowEntity,
  DelegationEntity,
  DataFlowExaminationEntity,
  DeviationEntity,
  DeviationTallyEntity,
  FlowConditionEntity,
  FlowDecisionEntity,
  FlowOpinionEntity,
  ObjectionWindowEntity,
  SubprocessorNoticeEntity,
  FlowReviewEntity,
  SharingBatchEntity,
  SharingDayEntity,
  SharingEventEntity,
];
