import './http/inner.js';
