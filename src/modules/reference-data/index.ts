// The front door: the codes, and fields of DTOs that are checked against them.
export * from './codes.js';
export { CountriesField, CountryField } from './fields.js';
