import { twoDecimals } from '../../../shared/rounding.js';
import { as, each, type Column, type Row } from '../domain/column.js';
import { between, readers, type ExportedRegister } from '../domain/register.js';
import { assessedScore } from './assessed-scores.js';

type Knockout = Readonly<{ id: string; reason: string }>;
const knockoutsOf = (row: Row) => row['knockouts'] as Knockout[];

/** Stored unrounded, shown with two decimals like everywhere. */
const rounded = (name: string, from: string): Column => ({
  name,
  cell: (row) => {
    const value = row[from];
    return typeof value === 'number' ? twoDecimals(value) : null;
  },
});

export const auditScoresRegister: ExportedRegister = {
  name: 'audit-scores',
  roles: readers,
  subjectType: 'audit_score',
  sql: `SELECT s.*, v.name AS vendor_name, (s.range ->> 'low')::float8 AS range_low,
          (s.range ->> 'high')::float8 AS range_high
     FROM audit_score s JOIN vendor v ON v.id = s.vendor_id ORDER BY s.vendor_id, s.number`,
  columns: [
    as('id'),
    as('vendorId', 'vendor_id'),
    as('vendorName', 'vendor_name'),
    as('number'),
    as('computedAt', 'computed_at'),
    as('cause'),
    as('tier'),
    rounded('inherentRisk', 'inherent_risk'),
    rounded('controlEffectiveness', 'control_effectiveness'),
    rounded('residualRisk', 'residual_risk'),
    rounded('rangeLow', 'range_low'),
    rounded('rangeHigh', 'range_high'),
    as('grade'),
    rounded('confidence', 'confidence'),
    rounded('coverage', 'coverage'),
    each('knockouts', knockoutsOf, ({ id, reason }) => `${id}: ${reason}`),
    as('modelId', 'model_id'),
    as('modelVersion', 'model_version'),
    as('inputsDigest', 'inputs_digest'),
  ],
  period: between('computed_at'),
  assessed: { of: assessedScore },
};
