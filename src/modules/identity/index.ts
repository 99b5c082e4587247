// The front door: what the modules above may use.
export type { LegalEntity } from './domain/legal-entity.js';
export type { User } from './domain/user.js';
export { FirstAdmin } from './first-admin.js';
export { IdentitiesService, type Identities } from './identities.service.js';
export { IdentityModule } from './identity.module.js';
export { LegalEntitiesService } from './legal-entities.service.js';
export { UsersService } from './users.service.js';
