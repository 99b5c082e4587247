import '../persistence/inner.js';
