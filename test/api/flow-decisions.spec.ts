import './flow-decisions/flow-duties.js';
import './flow-decisions/flow-reviews.js';
import './flow-decisions/approval-mode.js';
import './flow-decisions/delegations.js';
import './flow-decisions/waivers.js';
