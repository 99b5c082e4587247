// The front door: what the modules above may use.
export { IncidentsModule } from './incidents.module.js';
export { IncidentsService } from './incidents.service.js';
export { severityOf, type Severity, type SeverityInputs } from './domain/severity.js';
