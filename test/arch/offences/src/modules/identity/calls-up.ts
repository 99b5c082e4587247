import '../evidence/index.js';
