import './browser/respond.js';
import './browser/remediate.js';
import './browser/told.js';
import './browser/public-register.js';
