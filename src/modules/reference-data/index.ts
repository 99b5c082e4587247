// The front door: the codes, fields of DTOs that are checked against them, and what was recorded of adequacy.
export * from './codes.js';
export { AdequacyBook } from './adequacy-book.js';
export { CategoryUses, type CategoryUse } from './category-uses.js';
export {
  CountriesField,
  CountryField,
  DataCategoriesField,
  DataCategoryField,
  SubjectCategoriesField,
  SubjectCategoryField,
} from './fields.js';
export { OwnCategoriesService, type NamedCategory } from './own-categories.service.js';
export { ReferenceDataModule } from './reference-data.module.js';
export { StandingApprovals, type Standing } from './standing-approvals.js';
