import './questionnaires/questionnaires.js';
import './questionnaires/questionnaire-imports.js';
import './questionnaires/ask-once.js';
import './questionnaires/assessment-plans.js';
