import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActorNames } from '../../platform/auth/actor-names.js';
import { RemediationRepository } from './persistence/remediation.repository.js';

/** In histories whoever wrote through a link is "Remediation link of Acme": the address is for those who may read links. */
@Injectable()
export class BearerNames implements OnModuleInit {
  constructor(
    private readonly names: ActorNames,
    private readonly repository: RemediationRepository,
  ) {}

  onModuleInit(): void {
    this.names.learnFrom((ids) => this.repository.bearerNames(ids));
  }
}
