import './vendors/vendors.js';
import './vendors/vendor-parts.js';
