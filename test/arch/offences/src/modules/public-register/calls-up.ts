import '../subscribers/index.js';
