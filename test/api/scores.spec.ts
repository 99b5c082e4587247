import './scores/audit-scores.js';
import './scores/standards.js';
