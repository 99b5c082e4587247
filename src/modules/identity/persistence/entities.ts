import { ApiKeyEntity, ApiKeyUseEntity } from './api-key.entity.js';
import { LegalEntityEntity } from './legal-entity.entity.js';
import {
  AccessTokenEntity,
  RefreshTokenEntity,
  SessionEntity,
  SignInAttemptEntity,
  UserEntity,
} from './user.entity.js';

/** The tables of this module, by name. */
export const identityEntities = [
  AccessTokenEntity,
  ApiKeyEntity,
  ApiKeyUseEntity,
  LegalEntityEntity,
  RefreshTokenEntity,
  SessionEntity,
  SignInAttemptEntity,
  UserEntity,
];
