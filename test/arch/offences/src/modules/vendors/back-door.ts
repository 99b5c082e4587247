import '../identity/inner.js';
