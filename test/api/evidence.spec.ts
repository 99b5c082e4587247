import './evidence/evidence.js';
import './evidence/evidence-stores.js';
