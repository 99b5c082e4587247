import '../transparency/index.js';
