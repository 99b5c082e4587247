import './findings/findings.js';
import './findings/remediation.js';
