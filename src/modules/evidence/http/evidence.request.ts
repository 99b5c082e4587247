import { evidenceKinds, type EvidenceKind } from '../../reference-data/codes.js';
import { BoolField, CodeField, Flag, IdField, LabelField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { expiringDays, validities, type Validity } from '../domain/evidence.js';

const sorts = ['title', '-title', 'createdAt', '-createdAt', 'validTo', '-validTo'] as const;

export class EvidenceRequest extends ListRequest {
  @CodeField({
    codes: sorts,
    optional: true,
    example: '-createdAt',
    description: 'validTo: soonest to end first, without an end last.',
  })
  sort: (typeof sorts)[number] = '-createdAt';
  @LabelField({
    max: 200,
    optional: true,
    example: 'soc',
    description: 'Part of the title, file name or issuer.',
  })
  q?: string;
  @CodeField({ codes: evidenceKinds, name: 'EvidenceKind', optional: true, example: 'SOC2_TYPE_2' })
  kind?: EvidenceKind;
  @IdField({ optional: true }) vendorId?: string;
  @LabelField({ optional: true, min: 64, max: 64, description: 'Exactly this content.' }) sha256?: string;
  @CodeField({
    codes: validities,
    name: 'EvidenceValidity',
    optional: true,
    example: 'expiring',
    description: `As of today. valid: all that hold, expiring ones too. expiring: those in their last ${expiringDays} days.`,
  })
  validity?: Validity;
  @Flag()
  @BoolField({
    optional: true,
    example: true,
    description: 'true: verified by somebody of ours. false: not (yet).',
  })
  verified?: boolean;
  @Flag()
  @BoolField({
    optional: true,
    example: false,
    description: 'false: only the latest version of each document.',
  })
  superseded?: boolean;
}
