import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { foldedName } from '../vendors/index.js';
import { blastRadiusOf, type BlastRadius } from './domain/blast-radius.js';
import {
  BlastRadiusReader,
  type TouchedFlow,
  type TouchedFlowFilter,
} from './persistence/blast-radius.reader.js';
import { IncidentsRepository } from './persistence/incidents.repository.js';

/** What the incident can have touched, as it was in its window and not as it is today. */
@Injectable()
export class BlastRadiusService {
  constructor(
    private readonly clock: Clock,
    private readonly incidents: IncidentsRepository,
    private readonly reader: BlastRadiusReader,
  ) {}

  async of(incidentId: string): Promise<BlastRadius> {
    const incident = await this.incidents.register.get(incidentId);
    return blastRadiusOf(incident, await this.reader.figures(incident, this.clock.now()), foldedName);
  }

  async flows(
    incidentId: string,
    filter: TouchedFlowFilter,
    request: PageRequest,
  ): Promise<Page<TouchedFlow>> {
    const incident = await this.incidents.register.get(incidentId);
    const endOfToday = new Date(`${this.clock.today()}T23:59:59.999Z`); // the same for every page of one list
    return this.reader.flows(incident, endOfToday, filter, request);
  }
}
