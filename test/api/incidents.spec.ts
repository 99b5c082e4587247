import './incidents/incidents.js';
import './incidents/incident-severity.js';
import './incidents/incident-notice-draft.js';
import './incidents/incident-obligations.js';
import './incidents/blast-radius.js';
import './incidents/vendor-reports.js';
import './incidents/breach-findings.js';
import './incidents/exercises.js';
