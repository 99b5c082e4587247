import './registers/registers.js';
import './registers/registers-as-of.js';
import './registers/records-of-processing.js';
import './registers/approvals-register.js';
import './registers/linked-exports.js';
import './registers/oscal-exports.js';
import './registers/hostile-text.js';
