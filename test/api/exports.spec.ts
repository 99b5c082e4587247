import './exports/bundles.js';
import './exports/dora.js';
