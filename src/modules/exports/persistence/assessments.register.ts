import { as } from '../domain/column.js';
import { between, readers, type ExportedRegister } from '../domain/register.js';
import { assessedAssessment, withAnswers } from './assessed-assessments.js';

const sql = `SELECT s.*, v.name AS vendor_name, t.name AS template_name, q.version AS template_version,
          (SELECT count(*)::int FROM answer a WHERE a.assessment_id = s.id) AS answers,
          (SELECT count(*)::int FROM review r WHERE r.assessment_id = s.id) AS reviews
     FROM assessment s JOIN vendor v ON v.id = s.vendor_id
     JOIN questionnaire_version q ON q.id = s.template_version_id
     JOIN questionnaire_template t ON t.id = q.template_id ORDER BY s.id`;

/** Without the signatory: a contact person is erased where the name stands, not in files that are out already. */
export const assessmentsRegister: ExportedRegister = {
  name: 'assessments',
  roles: readers,
  subjectType: 'assessment',
  sql,
  columns: [
    as('id'),
    as('revision'),
    as('vendorId', 'vendor_id'),
    as('vendorName', 'vendor_name'),
    as('templateName', 'template_name'),
    as('templateVersion', 'template_version'),
    as('templateVersionId', 'template_version_id'),
    as('serviceId', 'service_id'),
    as('scope'),
    as('status'),
    as('dueOn', 'due_on'),
    as('answers'),
    as('reviews'),
    as('submittedAt', 'submitted_at'),
    as('completedAt', 'completed_at'),
    as('createdAt', 'created_at'),
  ],
  period: between('created_at'),
  assessed: { sql: withAnswers(sql), of: assessedAssessment },
};
