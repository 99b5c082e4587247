import { Injectable } from '@nestjs/common';
import { CategoryUses, type CategoryUse } from '../reference-data/index.js';
import type { ExtensibleList } from '../reference-data/codes.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';

@Injectable()
export class CategoriesInFlows extends CategoryUses {
  constructor(private readonly flows: DataFlowsRepository) {
    super();
  }

  of(list: ExtensibleList, code: string): Promise<CategoryUse> {
    return this.flows.naming(list, code);
  }
}
