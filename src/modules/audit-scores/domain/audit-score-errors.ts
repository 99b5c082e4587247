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
    title: 'The assessment has no such question',
    remedy: 'Use the ids in contributions of the newest score.',
  },
  'scoring_model.not_found': {
    kind: 'not_found',
    title: 'There is no such scoring model',
    remedy: 'List /scoring-models.',
  },
});

export const refuse = raiser(auditScoreErrors);
