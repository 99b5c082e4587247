import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const standardsErrors = defineErrors({
  'standard.not_found': {
    kind: 'not_found',
    title: 'There is no such version of the standard',
    remedy: 'List /standards to find the id.',
  },
  'standard.bad_requirements': {
    kind: 'invalid',
    title: 'The requirements cannot be evaluated as they stand',
    remedy: 'Mend every condition named in errors; GET /standards/facts lists what conditions may use.',
  },
  'standard.not_draft': {
    kind: 'conflict',
    title: 'Only a draft is published',
    remedy: 'Draft a new version with the requirements that you want, and publish that.',
  },
  'standard.overtaken': {
    kind: 'conflict',
    title: 'A newer version is published already',
    remedy: 'Draft a new version on top of the published one, so that nothing is undone unseen.',
  },
  'standard.own_draft': {
    kind: 'refused',
    title: 'Who drafted a version cannot publish it',
    remedy: 'Another data protection officer reads it and publishes it.',
  },
});

export const refuse = raiser(standardsErrors);
