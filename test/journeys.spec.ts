import './journeys/main-path.js';
import './journeys/vetting.js';
import './journeys/demo.js';
import './journeys/adequacy-falls.js';
import './journeys/unapproved-purpose.js';
import './journeys/equifax.js';
import './journeys/who-has-my-data.js';
