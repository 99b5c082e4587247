import '../test/inner.js';
