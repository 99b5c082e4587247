import '../audits/index.js';
