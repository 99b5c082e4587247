import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { invalidFields } from '../../platform/http/validation.js';
import { Clock } from '../../shared/clock.js';
import { OwnCategoriesService, type NamedCategory } from '../reference-data/index.js';
import type { Agreement } from './domain/agreement.js';
import type { DataFlowContent } from './domain/data-flow.js';
import { companyProblems, flowProblems, placementProblems } from './domain/flow-problems.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';
import { References, type Reference } from './persistence/references.js';

export type Expecting = Readonly<{ legalEntityId?: string }>;

/** Whether a flow can stand under its agreement as it is written. Whatever is wrong with it is named at once. */
@Injectable()
export class FlowPlacement {
  constructor(
    private readonly clock: Clock,
    private readonly agreements: AgreementsRepository,
    private readonly references: References,
    private readonly categories: OwnCategoriesService,
  ) {}

  /**
   * The parties of its agreement, which is held, so that it stays as it is until the flow is written. `stays` is the
   * agreement that it is under already.
   */
  async of(
    tx: Tx,
    content: DataFlowContent & Expecting,
    stays: string | null,
  ): Promise<Pick<Agreement, 'vendorId' | 'legalEntityId'>> {
    const { agreementId, legalEntityId } = content;
    const today = this.clock.today();
    const missing = await this.references.problems(namedIn(content));
    const unknown = await this.categories.problems(tx, categoriesIn(content));
    const errors = [...missing, ...unknown, ...flowProblems(content, today)];
    if (missing.some(({ pointer }) => pointer === '/agreementId')) throw invalidFields(errors);
    const agreement = await this.agreements.register.lock(tx, agreementId);
    if (agreementId !== stays) errors.push(...placementProblems(agreement, today));
    errors.push(...companyProblems(agreement, legalEntityId));
    if (errors.length > 0) throw invalidFields(errors);
    return { vendorId: agreement.vendorId, legalEntityId: agreement.legalEntityId };
  }
}

function namedIn({ agreementId, transfers, dpia }: DataFlowContent): Reference[] {
  return [
    { pointer: '/agreementId', to: 'agreement', id: agreementId },
    ...transfers.flatMap(({ tia, instrument, derogation }, at) =>
      Object.entries({ tia, instrument, derogation }).map(([name, part]) => ({
        pointer: `/transfers/${at}/${name}/evidenceId`,
        to: 'evidence' as const,
        id: part?.evidenceId ?? null,
      })),
    ),
    { pointer: '/dpia/evidenceId', to: 'evidence', id: dpia?.evidenceId ?? null },
  ];
}

function categoriesIn({ dataCategories, subjectCategories }: DataFlowContent): NamedCategory[] {
  return [
    ...dataCategories.map(({ code }, at) => ({
      ...{ pointer: `/dataCategories/${at}/code`, list: 'data_category' as const, code },
    })),
    ...subjectCategories.map((code, at) => ({
      ...{ pointer: `/subjectCategories/${at}`, list: 'data_subject_category' as const, code },
    })),
  ];
}
