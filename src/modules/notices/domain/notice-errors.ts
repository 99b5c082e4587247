import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const noticeErrors = defineErrors({
  'notice.not_found': {
    kind: 'not_found',
    title: 'There is no such notice',
    remedy: 'List /notices.',
  },
  'notice.reference_in_use': {
    kind: 'conflict',
    title: 'Another notice has this reference',
    remedy: 'Use a reference of its own.',
  },
  'notice_version.not_found': {
    kind: 'not_found',
    title: 'The notice has no such version',
    remedy: 'List /notices/{id}/versions.',
  },
  'notice_version.cannot_move': {
    kind: 'conflict',
    title: 'The version cannot go there from where it is',
    remedy:
      'A draft is published or given up; a published version is superseded by the next, or withdrawn; nothing follows after that.',
  },
  'notice_version.fixed': {
    kind: 'conflict',
    title: 'Only a draft can be changed',
    remedy: 'Draft the next version and publish it: it takes the place of this one.',
  },
  'notice_version.not_ready': {
    kind: 'refused',
    title: 'The version cannot be published as it is',
    remedy: 'Mend everything in unmet; nothing was published.',
  },
});

export const refuse = raiser(noticeErrors);
