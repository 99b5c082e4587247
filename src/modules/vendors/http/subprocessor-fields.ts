import type { SubprocessorFields } from '../domain/subprocessor.js';
import type { CreateSubprocessorDto } from './subprocessor.dto.js';

/** What was left out is not known. */
export function newSubprocessorOf(body: CreateSubprocessorDto): SubprocessorFields {
  const { name, linkedVendorId = null, website = null, purpose = null, countries = [] } = body;
  return {
    ...{ name, linkedVendorId, website, purpose, countries },
    ...stateOf(body),
  };
}

function stateOf(body: CreateSubprocessorDto) {
  const { dataCategories = [], role = 'SUB_PROCESSOR', transferTool = null, status = null } = body;
  const { validFrom = null, validTo = null, source = null } = body;
  return { dataCategories, role, transferTool, status, validFrom, validTo, source } as const;
}
