import { defineErrors, raiser } from '../../shared/domain-error.js';

export const authErrors = defineErrors({
  'auth.required': {
    kind: 'unauthenticated',
    title: 'The request carries no valid credential',
    remedy:
      'Send Authorization: Bearer with an access token, an API key or an invitation token that has not ended.',
  },
  'auth.forbidden': {
    kind: 'forbidden',
    title: 'The role does not permit this',
    remedy: 'Ask somebody with one of the roles named in allowedRoles.',
  },
  'auth.person_needed': {
    kind: 'forbidden',
    title: 'Only a person may do this',
    remedy: 'Sign in as the person who decides; API keys cannot.',
  },
});

export const refuseAccess = raiser(authErrors);
