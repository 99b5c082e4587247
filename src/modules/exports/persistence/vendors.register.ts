import { as, labelled } from '../domain/column.js';
import { between, readers, type ExportedRegister } from '../domain/register.js';

export const vendorsRegister: ExportedRegister = {
  name: 'vendors',
  roles: readers,
  subjectType: 'vendor',
  sql: 'SELECT v.* FROM vendor v ORDER BY v.id',
  columns: [
    as('id'),
    as('revision'),
    as('name'),
    as('legalName', 'legal_name'),
    as('status'),
    as('tier'),
    as('country'),
    labelled('countryLabel', 'country', 'country'),
    as('registrationNumber', 'registration_number'),
    as('lei'),
    as('website'),
    as('domains'),
    as('categories'),
    labelled('categoryLabels', 'categories', 'vendor_category'),
    as('description'),
    as('ownerId', 'owner_id'),
    as('createdAt', 'created_at'),
  ],
  period: between('created_at'),
};
