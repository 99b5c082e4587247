import './cycle.js';
