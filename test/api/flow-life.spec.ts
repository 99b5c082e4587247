import './flow-life/flow-closing.js';
import './flow-life/sharing-events.js';
import './flow-life/deviations.js';
import './flow-life/sharing-map.js';
import './flow-life/flow-transitions.js';
