import '../public-register/index.js';
