import './assessments/assessments.js';
import './assessments/assessment-reviews.js';
