import {
  FinancialEntityEntity,
  IctArrangementEntity,
  IctFunctionEntity,
  IctProviderEntity,
} from './dora.entity.js';

export const doraEntities = [
  FinancialEntityEntity,
  IctArrangementEntity,
  IctFunctionEntity,
  IctProviderEntity,
];
