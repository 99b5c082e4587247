import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { LookedUpField, LookedUpListField, type Field } from '../../platform/http/fields.js';
import { listOf } from './domain/catalogue.js';
import { endedCountry } from './domain/country.js';
import { categoryCodePattern, mayBeCategory, type ExtensibleList } from './domain/own-category.js';

const today = new Set(
  listOf('country')
    .items.filter(({ validTo }) => validTo === undefined)
    .map(({ code }) => code),
);
const countryNow = (code: string) => today.has(code);
const pattern = '^[A-Z]{2}$';
const sentence = (value: unknown) => {
  const given: unknown[] = Array.isArray(value) ? value : [value];
  const ended = given.flatMap((code) => (typeof code === 'string' ? (endedCountry(code) ?? []) : []));
  return ['must be an ISO 3166-1 alpha-2 code of a country that exists today', ...ended].join('; ');
};
const upper = (value: unknown) => (typeof value === 'string' ? value.trim().toUpperCase() : value);

/** ISO 3166-1 alpha-2, upper case. */
export const CountryField = (options: Field = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => upper(value)),
    LookedUpField({ example: 'DE', ...options, pattern, sentence, known: countryNow }),
  );

export const CountriesField = (options: Field & { max?: number } = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(upper) : value)),
    LookedUpListField({ example: ['DE', 'IE'], max: 60, ...options, pattern, sentence, known: countryNow }),
  );

const ofCategory = (list: ExtensibleList, example: string) => ({
  pattern: categoryCodePattern,
  sentence: `must be of the list ${list} (GET /reference-data/${list}), or one of our own below it, like ${example}`,
  known: (code: string) => mayBeCategory(list, code),
});
const ofData = ofCategory('data_category', 'HEALTH_RECORD.GLUCOSE');
const ofPeople = ofCategory('data_subject_category', 'CUSTOMERS.PREMIUM');

/** A category of data, of the list or of our own below it. */
export const DataCategoryField = (options: Field = {}): PropertyDecorator =>
  LookedUpField({ example: 'PAY', ...options, ...ofData });

export const DataCategoriesField = (
  options: Field & { min?: number; max?: number } = {},
): PropertyDecorator => LookedUpListField({ example: ['EMAIL_ADDRESS'], max: 200, ...options, ...ofData });

/** A category of people, of the list or of our own below it. */
export const SubjectCategoryField = (options: Field = {}): PropertyDecorator =>
  LookedUpField({ example: 'EMPLOYEES', ...options, ...ofPeople });

export const SubjectCategoriesField = (
  options: Field & { min?: number; max?: number } = {},
): PropertyDecorator => LookedUpListField({ example: ['EMPLOYEES'], max: 100, ...options, ...ofPeople });
