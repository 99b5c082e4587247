import '../standards/index.js';
