import '../vendors/index.js';
