import './transfers/transfers.js';
import './transfers/dpf-entries.js';
import './transfers/adequacy-changes.js';
import './transfers/approvals-on-decision.js';
