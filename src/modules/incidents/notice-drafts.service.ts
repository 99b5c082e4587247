import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { LegalEntitiesService } from '../identity/index.js';
import { BlastRadiusService } from './blast-radius.service.js';
import { companiesOwing, noticeDraft, type Addressee, type NoticeDraft } from './domain/notice-draft.js';
import { ObligationKeeper } from './obligation-keeper.js';
import { IncidentsRepository } from './persistence/incidents.repository.js';

/** What can be said by now, and what cannot; nothing is sent and nothing recorded by it. */
@Injectable()
export class NoticeDraftsService {
  constructor(
    private readonly clock: Clock,
    private readonly legalEntities: LegalEntitiesService,
    private readonly incidents: IncidentsRepository,
    private readonly radius: BlastRadiusService,
    private readonly keeper: ObligationKeeper,
  ) {}

  async draft(incidentId: string, to: Addressee): Promise<NoticeDraft> {
    const incident = await this.incidents.register.get(incidentId);
    const radius = await this.radius.of(incidentId);
    const obligations = await this.keeper.of(incidentId);
    const companies = await this.legalEntities.some(companiesOwing(to, obligations, radius));
    const facts = { incident, radius, companies, obligations, now: this.clock.now() };
    return noticeDraft(to, facts, await this.keeper.noticesOf(incidentId));
  }
}
