import { CodeField, LabelField, LabelsField, ProseField } from '../../../platform/http/fields.js';
import { CountryField } from '../../reference-data/index.js';
import { recipientRoles, type RecipientRole } from '../domain/data-flow.js';

const nullable = { optional: true, nullable: true } as const;

/** Art. 30(2)(a), (b) GDPR. */
export class OnBehalfOfDto {
  @LabelField({ max: 200, example: 'Northwind Retail GmbH' }) name: string;
  @CountryField({ ...nullable, example: 'DE' }) country?: string | null;
  @LabelField({
    ...nullable,
    max: 500,
    example: 'privacy@northwind.example',
    description: 'An office, not a person: what is recorded stays.',
  })
  contact?: string | null;
  @LabelField({ ...nullable, max: 500, example: null, description: 'Art. 27 GDPR.' }) representative?:
    string | null;
  @LabelField({ ...nullable, max: 500, example: 'dpo@northwind.example' }) dpoContact?: string | null;
  @LabelsField({
    optional: true,
    max: 20,
    length: 200,
    example: ['Printing of letters', 'Storage of addresses'],
    description: 'Categories of processing that are carried out for it.',
  })
  processing?: string[];
}

/** Art. 30(1)(d) GDPR. */
export class OnwardRecipientDto {
  @LabelField({ max: 200, example: 'Credit agencies' }) category: string;
  @LabelField({ ...nullable, max: 200, example: null, description: 'Where one is known by name.' }) name?:
    string | null;
  @CodeField({ codes: recipientRoles, name: 'RecipientRole', example: 'INDEPENDENT_CONTROLLER' })
  role: RecipientRole;
  @CountryField({
    ...nullable,
    example: 'DE',
    description: 'Another country is a way of the data that needs its ground in transfers.',
  })
  country?: string | null;
  @ProseField({ max: 2_000, example: 'Arrears are reported by law.' }) why: string;
}
