import './knot.js';
