import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const ownCategoryErrors = defineErrors({
  'own_category.not_found': {
    kind: 'not_found',
    title: 'There is no such category of our own',
    remedy: 'List /reference-data/own-categories to find the id.',
  },
  'own_category.code_in_use': {
    kind: 'conflict',
    title: 'There is, or was, another category of our own with this code',
    remedy: 'Use a code of its own: a code that was retired is not used again.',
  },
  'own_category.in_use': {
    kind: 'conflict',
    title: 'Data flows name the category',
    remedy: 'Change or close the flows first; flows names some of them.',
  },
  'own_category.retired': {
    kind: 'conflict',
    title: 'The category was retired before',
    remedy: 'Add another one if you need it again.',
  },
});

export const refuseCategory = raiser(ownCategoryErrors);
