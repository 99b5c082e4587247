import { Injectable } from '@nestjs/common';
import { ActorNames } from '../../platform/auth/actor-names.js';
import { UsersRepository } from './persistence/users.repository.js';

@Injectable()
export class PeopleAndKeyNames extends ActorNames {
  constructor(private readonly users: UsersRepository) {
    super();
  }

  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.users.names(ids);
  }
}
