import './subprocessors/subprocessors.js';
import './subprocessors/subprocessor-changes.js';
import './subprocessors/subprocessor-import.js';
