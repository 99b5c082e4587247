import './data-flows/data-flows.js';
import './data-flows/data-flow-input.js';
import './data-flows/flow-record.js';
import './data-flows/flow-emergency.js';
import './data-flows/flow-conditions.js';
