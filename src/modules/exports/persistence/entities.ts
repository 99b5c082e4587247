import { ExportEntity } from './export.entity.js';

/** The tables of this module, by name. */
export const exportEntities = [ExportEntity];
