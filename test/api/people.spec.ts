import './people/identity.js';
import './people/erasure.js';
import './people/access-records.js';
import './people/legal-holds.js';
import './people/retention.js';
