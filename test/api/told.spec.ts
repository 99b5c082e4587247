import './told/notices.js';
import './told/public-register.js';
import './told/subscribers.js';
