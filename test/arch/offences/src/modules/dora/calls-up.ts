import '../exports/index.js';
