import type { Role } from '../../shared/roles.js';

export const actorKinds = ['user', 'api_key', 'respondent', 'system'] as const;
export type ActorKind = (typeof actorKinds)[number];

/** Whoever makes a request. `grant` is what the credential is bound to: a session for a person, an assessment for a respondent. */
export type Principal = Readonly<{
  kind: ActorKind;
  id: string;
  roles: readonly Role[];
  grant: Readonly<Record<string, unknown>>;
}>;
