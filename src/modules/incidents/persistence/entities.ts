import { IncidentEntity } from './incident.entity.js';

/** The tables of this module, by name. */
export const incidentEntities = [IncidentEntity];
