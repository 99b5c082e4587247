import '../questionnaires/index.js';
