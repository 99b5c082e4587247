import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const identityErrors = defineErrors({
  'auth.bad_credentials': {
    kind: 'unauthenticated',
    title: 'E-mail address or password is wrong',
    remedy: 'Check both; an admin can set a new password.',
  },
  'auth.too_many_attempts': {
    kind: 'too_many',
    title: 'Too many failed sign-ins from this address',
    remedy: 'Wait for the seconds in Retry-After. Signing in from where you usually do still works.',
  },
  'auth.refresh_reused': {
    kind: 'unauthenticated',
    title: 'The refresh token was used before',
    remedy: 'Sign in again: the session was ended, because somebody else may hold a copy of its token.',
  },
  'user.not_found': {
    kind: 'not_found',
    title: 'There is no such person',
    remedy: 'List /users to find the id.',
  },
  'user.email_in_use': {
    kind: 'conflict',
    title: 'Somebody active has this e-mail address',
    remedy: 'Change the existing person, or use another address.',
  },
  'user.last_admin': {
    kind: 'conflict',
    title: 'This is the last administrator',
    remedy: 'Make somebody else an administrator first.',
  },
  'user.removed': {
    kind: 'conflict',
    title: 'The person was removed',
    remedy: 'Create a new person; a removed one is not changed any more.',
  },
  'user.roles_conflict': {
    kind: 'refused',
    title: 'These roles do not go together in one person',
    remedy: 'Give administration and decisions to different people.',
  },
  'user.weak_password': {
    kind: 'invalid',
    title: 'The password is too easy to guess',
    remedy:
      'Use 12 to 128 characters that are not a well-known password and not made of the name or address.',
  },
  'api_key.not_found': { kind: 'not_found', title: 'There is no such API key', remedy: 'List /api-keys.' },
  'api_key.revoked': { kind: 'conflict', title: 'The API key is already revoked', remedy: 'Make a new one.' },
  'api_key.expiry_in_past': {
    kind: 'invalid',
    title: 'The API key would already have ended',
    remedy: 'Give an expiry that lies ahead, at most two years.',
  },
  'legal_entity.not_found': {
    kind: 'not_found',
    title: 'There is no such legal entity',
    remedy: 'List /legal-entities to find the id.',
  },
  'legal_entity.name_in_use': {
    kind: 'conflict',
    title: 'There is a legal entity with this name in this country',
    remedy: 'Change that one, or give the full legal name.',
  },
});

export const refuse = raiser(identityErrors);
