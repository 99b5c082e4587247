import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActorNames } from '../../platform/auth/actor-names.js';
import { UsersRepository } from './persistence/users.repository.js';

@Injectable()
export class PeopleAndKeyNames implements OnModuleInit {
  constructor(
    private readonly names: ActorNames,
    private readonly users: UsersRepository,
  ) {}

  onModuleInit(): void {
    this.names.learnFrom((ids) => this.users.names(ids));
  }
}
