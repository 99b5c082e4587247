import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActorNames } from '../../platform/auth/actor-names.js';
import { AssessmentsRepository } from './persistence/assessments.repository.js';

/** In histories a respondent is "Respondent 2 of Acme": their address is for those who may read invitations. */
@Injectable()
export class RespondentNames implements OnModuleInit {
  constructor(
    private readonly names: ActorNames,
    private readonly repository: AssessmentsRepository,
  ) {}

  onModuleInit(): void {
    this.names.learnFrom((ids) => this.repository.respondentNames(ids));
  }
}
