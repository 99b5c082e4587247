import '../audit-scores/index.js';
