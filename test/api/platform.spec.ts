import './platform/jobs.js';
import './platform/hostile-requests.js';
import './platform/own-categories.js';
import './platform/calendar.js';
import './platform/openapi.js';
