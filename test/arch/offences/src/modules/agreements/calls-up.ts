import '../incidents/index.js';
