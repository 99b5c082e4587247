import type { FieldError } from '../../../shared/domain-error.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { agreementLifecycle, isOver, type Agreement } from './agreement.js';
import type { DataFlowContent } from './data-flow.js';
import { transferProblems } from './transfer-problems.js';

type Named = readonly Readonly<{ name: string; key: string }>[];

/** Every field that cannot be right whatever else the flow says; what is only missing is for readiness to say. */
export function flowProblems(content: DataFlowContent, today: LocalDate): FieldError[] {
  const { purposes, dataCategories, locations, transfers, compatibility, recipients, onBehalfOf } = content;
  return [
    ...twice(
      '/purposes',
      purposes.map(({ code }) => ({ name: 'code', key: code })),
    ),
    ...twice(
      '/dataCategories',
      dataCategories.map(({ code }) => ({ name: 'code', key: code })),
    ),
    ...twice(
      '/locations',
      locations.map(({ country, kind }) => ({ name: 'country', key: `${country} for ${kind}` })),
    ),
    ...twice(
      '/transfers',
      transfers.map(({ toCountry }) => ({ name: 'toCountry', key: toCountry })),
    ),
    ...twice(
      '/compatibility/factors',
      (compatibility?.factors ?? []).map(({ code }) => ({ name: 'code', key: code })),
    ),
    ...twice(
      '/recipients',
      recipients.map(({ category, name, country }) => ({
        name: 'category',
        key: [category, name, country].filter((part) => part !== null).join(', '),
      })),
    ),
    ...twice(
      '/onBehalfOf',
      onBehalfOf.map(({ name }) => ({ name: 'name', key: name })),
    ),
    ...consultationProblems(content.dpia, today),
    ...transfers.flatMap((transfer, at) => transferProblems(transfer, `/transfers/${at}`, today)),
  ];
}

/** What is said twice could be said differently: each thing has one entry. */
function twice(list: string, named: Named): FieldError[] {
  const first = new Map<string, number>();
  return named.flatMap(({ name, key }, at) => {
    const known = first.get(key);
    first.set(key, known ?? at);
    return known === undefined
      ? []
      : [wrong(`${list}/${at}/${name}`, 'named_twice', `${key} stands in ${list}/${known} already`)];
  });
}

/**
 * Whether a flow can be put under the agreement: one that is over will bind nobody any more. One that is still drafted may
 * have its flows drafted beside it, and keeps them from being submitted until it is in force.
 */
export function placementProblems(agreement: Agreement, today: LocalDate): FieldError[] {
  const { status } = agreement;
  const ended = agreementLifecycle[status].length === 0;
  if (!ended && !isOver(agreement, today)) return [];
  const how = ended ? status : 'past its last day';
  return [wrong('/agreementId', 'agreement_over', `this agreement is ${how}: name the one that follows it`)];
}

/** Whoever names our company as well means the one that the agreement binds. */
export function companyProblems(
  { legalEntityId }: Pick<Agreement, 'legalEntityId'>,
  meant: string | undefined,
): FieldError[] {
  if (meant === undefined || meant === legalEntityId) return [];
  const message = 'the agreement binds another company of ours: name an agreement of this one';
  return [wrong('/legalEntityId', 'other_legal_entity', message)];
}

function consultationProblems(dpia: DataFlowContent['dpia'], today: LocalDate): FieldError[] {
  const { consultedOn = null } = dpia ?? {};
  return consultedOn === null || consultedOn <= today
    ? []
    : [wrong('/dpia/consultedOn', 'in_future', 'record the consultation when it has begun')];
}

const wrong = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
