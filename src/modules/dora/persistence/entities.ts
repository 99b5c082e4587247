import {
  FinancialEntityEntity,
  IctArrangementEntity,
  IctFunctionEntity,
  IctProviderEntity,
} from './dora.entities.js';

export const doraEntities = [
  FinancialEntityEntity,
  IctArrangementEntity,
  IctFunctionEntity,
  IctProviderEntity,
];
