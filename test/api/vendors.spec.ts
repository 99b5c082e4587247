import './vendors/vendors.js';
import './vendors/vendor-parts.js';
import './vendors/vendor-import.js';
import './vendors/vendor-lists.js';
