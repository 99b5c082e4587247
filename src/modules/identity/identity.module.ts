import { Global, Module } from '@nestjs/common';
import { PeopleAndKeyNames } from './actor-names.js';
import { ApiKeysService } from './api-keys.service.js';
import { ErasableSignIns, ErasableUsers } from './erasable-users.js';
import { FirstAdmin } from './first-admin.js';
import { IdentitiesService } from './identities.service.js';
import { ApiKeysController } from './http/api-keys.controller.js';
import { AuthController } from './http/auth.controller.js';
import { LegalEntitiesController } from './http/legal-entities.controller.js';
import { UsersController } from './http/users.controller.js';
import { LegalEntitiesService } from './legal-entities.service.js';
import { Passwords } from './passwords.js';
import { ApiKeysRepository } from './persistence/api-keys.repository.js';
import { IdentitiesReader } from './persistence/identities.reader.js';
import { LegalEntitiesRepository } from './persistence/legal-entities.repository.js';
import { SessionsRepository } from './persistence/sessions.repository.js';
import { UsersRepository } from './persistence/users.repository.js';
import { SessionTokens } from './session-tokens.js';
import { SessionsService } from './sessions.service.js';
import { SignInSurroundings } from './sign-in-surroundings.js';
import { UsersService } from './users.service.js';

/** Global: every module may ask who is a person of ours, and for which of our companies. */
@Global()
@Module({
  controllers: [AuthController, UsersController, ApiKeysController, LegalEntitiesController],
  providers: [
    ApiKeysRepository,
    ApiKeysService,
    ErasableSignIns,
    ErasableUsers,
    FirstAdmin,
    IdentitiesReader,
    IdentitiesService,
    LegalEntitiesRepository,
    LegalEntitiesService,
    Passwords,
    PeopleAndKeyNames,
    SessionsRepository,
    SessionsService,
    SessionTokens,
    SignInSurroundings,
    UsersRepository,
    UsersService,
  ],
  exports: [FirstAdmin, IdentitiesService, LegalEntitiesService, UsersService],
})
export class IdentityModule {}
