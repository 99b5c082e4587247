import { as, labelled } from '../domain/column.js';
import { between, dayOf, readers, type ExportedRegister } from '../domain/register.js';

export const subprocessorsRegister: ExportedRegister = {
  name: 'subprocessors',
  roles: readers,
  subjectType: 'subprocessor',
  sql: `SELECT s.*, v.name AS vendor_name, l.name AS linked_vendor_name, r.name AS replaced_by_name
     FROM subprocessor s JOIN vendor v ON v.id = s.vendor_id LEFT JOIN vendor l ON l.id = s.linked_vendor_id
     LEFT JOIN subprocessor r ON r.id = s.replaced_by_id ORDER BY s.id`,
  columns: [
    as('id'),
    as('revision'),
    as('vendorId', 'vendor_id'),
    as('vendorName', 'vendor_name'),
    as('name'),
    as('status'),
    labelled('statusLabel', 'status', 'subprocessor_change_state'),
    as('linkedVendorId', 'linked_vendor_id'),
    as('linkedVendorName', 'linked_vendor_name'),
    as('website'),
    as('purpose'),
    as('countries'),
    labelled('countryLabels', 'countries', 'country'),
    as('dataCategories', 'data_categories'),
    labelled('dataCategoryLabels', 'data_categories', 'data_category'),
    as('role'),
    as('transferTool', 'transfer_tool'),
    labelled('transferToolLabel', 'transfer_tool', 'transfer_tool'),
    as('validFrom', 'valid_from'),
    as('validTo', 'valid_to'),
    as('source'),
    as('replacedById', 'replaced_by_id'),
    as('replacedByName', 'replaced_by_name'),
    as('upcoming'),
    as('removed'),
    as('createdAt', 'created_at'),
  ],
  /** Without a first day it is in use since it was recorded, at the latest; what was recorded in error never was. */
  period: (row) => {
    const { from, to } = between('valid_from', 'valid_to')(row);
    const known = row['status'] === 'ANNOUNCED' ? null : dayOf(row['created_at']);
    const since = known !== null && to !== null && to < known ? to : known;
    return { from: row['removed'] === true ? null : (from ?? since), to };
  },
};
