import '../notices/index.js';
