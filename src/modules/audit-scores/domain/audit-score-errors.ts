import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const auditScoreErrors = defineErrors({
  'risk_profile.not_found': {
    kind: 'not_found',
    title: 'The vendor has no risk profile yet',
    remedy: 'Procurement fills it: PUT /vendors/{id}/risk-profile.',
  },
  'audit_score.not_found': {
    kind: 'not_found',
    title: 'There is no such score',
    remedy: 'List /vendors/{id}/audit-scores.',
  },
  'audit_score.unscored': {
    kind: 'refused',
    title: 'The vendor cannot be scored yet',
    remedy: 'Every reason is named with its remedy: what is not known is never counted as good.',
  },
  'audit_score.unknown_question': {
    kind: 'invalid',
    title: 'The vendor has no such question or finding',
    remedy: 'Use the ids in contributions of the newest score, and of findings that are open.',
  },
  'audit_score.unknown_vendors': {
    kind: 'invalid',
    title: 'Some of the vendors to compare do not exist',
    remedy: 'Take ids from /vendors; every unknown one is named in errors.',
  },
  'audit_score.other_vendor': {
    kind: 'invalid',
    title: 'Scores of different vendors are not the difference of one',
    remedy:
      'Take both from /vendors/{id}/audit-scores; GET /audit-scores/comparison puts vendors side by side.',
  },
  'scoring_model.not_found': {
    kind: 'not_found',
    title: 'There is no such scoring model',
    remedy: 'List /scoring-models.',
  },
  'scoring_model.invalid': {
    kind: 'invalid',
    title: 'Scores cannot be made by such a model',
    remedy:
      'Mend everything that is named in errors; POST /scoring-models/validation judges without storing.',
  },
  'scoring_model.not_draft': {
    kind: 'conflict',
    title: 'A released or retired model never changes',
    remedy: 'Begin a draft from it: POST /scoring-models {"basedOn": "…"}.',
  },
  'scoring_model.shipped': {
    kind: 'conflict',
    title: 'What came with the software is not edited',
    remedy: 'Begin a draft from it: POST /scoring-models {"basedOn": "…"}.',
  },
  'scoring_model.own_release': {
    kind: 'refused',
    title: 'Nobody releases a model that they edited',
    remedy: 'Ask a second person with the role dpo or approver.',
  },
});

export const refuse = raiser(auditScoreErrors);
