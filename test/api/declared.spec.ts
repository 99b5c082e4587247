import './declared/declared-approvals.js';
import './declared/subprocessor-approvals.js';
import './declared/vendor-lists-refused.js';
