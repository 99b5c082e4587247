import { LookedUpField, type Field } from '../../../platform/http/fields.js';

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** ISO 4217. */
export const CurrencyField = (options: Field = {}): PropertyDecorator =>
  LookedUpField({
    ...{ example: 'EUR', ...options, pattern: '^[A-Z]{3}$' },
    sentence: 'must be a currency of ISO 4217, in capitals',
    known: (code) => currencies.has(code),
  });

export const nullable = { optional: true, nullable: true } as const;
export const largestAmount = 1_000_000_000_000_000;
