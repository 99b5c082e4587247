import './agreements/agreements.js';
import './agreements/agreement-terms.js';
import './agreements/agreement-transitions.js';
import './agreements/amendments.js';
