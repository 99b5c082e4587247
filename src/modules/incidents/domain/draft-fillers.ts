import { labelOf, listOf, type BreachNotificationItem } from '../../reference-data/codes.js';
import type { BlastRadius, People, UnknownCode } from './blast-radius.js';
import type { Incident } from './incident.js';
import type { Obligation } from './obligation.js';

/** All but those of the record of Art. 33(5), which nobody is sent. */
export type DraftedItem = Exclude<BreachNotificationItem, `BN_33_5_${string}`>;

/** Something that nobody has said yet: `pointer` names the field, `enter` the request that takes it. */
export type Missing = Readonly<{ pointer: string; enter: string; message: string }>;

/** What is known of an item; null: nothing. Both may be: a range where a number is asked for. */
export type Filled = Readonly<{ text: string | null; missing: readonly Missing[] }>;

export type Company = Readonly<{ id: string; name: string; dpoContact: string | null }>;

export type DraftFacts = Readonly<{
  incident: Incident;
  radius: BlastRadius;
  /** Those of our companies that owe the notice. */
  companies: readonly Company[];
  obligations: readonly Obligation[];
  now: Date;
}>;

/** From which facts each item of a notice is filled; null: it is not asked for as things are. */
export const draftFillers: Readonly<Record<DraftedItem, (facts: DraftFacts) => Filled | null>> = {
  BN_NATURE: nature,
  BN_SUBJECT_CATEGORIES: (facts) =>
    categories(facts, subjectsOf(facts), 'whom the data are about', ['CONTENT']),
  BN_SUBJECT_COUNT: people,
  BN_RECORD_CATEGORIES: (facts) =>
    categories(facts, dataOf(facts), 'which data they carry', ['CONTENT', 'CATEGORY']),
  BN_RECORD_COUNT: records,
  BN_CONTACT: contact,
  BN_CONSEQUENCES: ({ incident }) =>
    prose(incident, 'consequences', 'say what is likely to follow for the people'),
  BN_MEASURES: ({ incident }) => prose(incident, 'measures', 'say what was done or is proposed against it'),
  BN_DELAY_REASONS: delay,
};

const wordsOf = (sentences: readonly (string | null)[]): string =>
  sentences.filter((sentence) => sentence !== null).join('\n');

function nature(facts: DraftFacts): Filled {
  const { incident } = facts;
  const { breachTypes, description } = incident;
  const types = breachTypes.map((code) => labelOf(listOf('breach_type'), code));
  return {
    text: wordsOf([types.length === 0 ? null : `${types.join('; ')}.`, whereAndWhen(facts), description]),
    missing: [
      ...(types.length === 0 ? [ofIncident(incident, 'breachTypes', 'say what happened to the data')] : []),
      ...(description === null ? [ofIncident(incident, 'description', 'say what is known')] : []),
    ],
  };
}

function whereAndWhen({ incident, radius }: DraftFacts): string {
  const { occurredFrom, occurredTo, subProcessors, systems } = incident;
  const vendors = radius.vendors.filter(({ id }) => incident.vendorIds.includes(id)).map(({ name }) => name);
  const places = [...new Set([...vendors, ...subProcessors.map(({ name }) => name), ...systems])];
  return `It happened at ${places.join(', ')}; ${period(occurredFrom, occurredTo)}.`;
}

function period(from: Date | null, to: Date | null): string {
  if (from === null && to === null) return 'when is not known';
  if (from === null) return `it began at a moment that is not known and ended ${written(to)}`;
  return to === null
    ? `it began ${written(from)}, and its end is not known`
    : `from ${written(from)} to ${written(to)}`;
}

const written = (moment: Date | null): string =>
  moment === null ? '' : `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const subjectsOf = ({ radius }: DraftFacts): string[] => radius.subjectCategories.map(({ label }) => label);

const dataOf = ({ radius }: DraftFacts): string[] =>
  radius.dataCategories.map(({ label, specialCategory }) =>
    specialCategory === null ? label : `${label} (GDPR Art. 9 or 10)`,
  );

/** By the register, which is silent where no flow is on record, or flows leave something open. */
function categories(
  { incident, radius }: DraftFacts,
  labels: readonly string[],
  what: string,
  unknowns: readonly UnknownCode[],
): Filled {
  if (radius.flows.total === 0) return { text: null, missing: [noFlows(incident)] };
  const whole = labels.length > 0 && !radius.unknowns.some(({ code }) => unknowns.includes(code));
  const remedy = `flows that it touches do not say ${what}: say what is known`;
  return {
    text: labels.length === 0 ? null : `${labels.join('; ')}.`,
    missing: whole ? [] : [ofIncident(incident, 'description', remedy)],
  };
}

function people({ incident, radius }: DraftFacts): Filled {
  if (incident.subjectsAffected !== null) return { text: about(incident.subjectsAffected), missing: [] };
  const range = radius.flows.total === 0 ? null : rangeOf(radius.people);
  const remedy =
    range === null
      ? 'say about how many people it touches'
      : 'the register gives a range only: say about how many people it touches';
  return {
    text: range === null ? null : `${range}, by the bands of our register; the number is not known yet.`,
    missing: [ofIncident(incident, 'subjectsAffected', remedy)],
  };
}

function rangeOf({ atLeast, atMost }: People): string | null {
  if (atMost === null) return atLeast === 0 ? null : `At least ${counted(atLeast)}`;
  return atLeast === 0 ? `At most ${counted(atMost)}` : `Between ${counted(atLeast)} and ${counted(atMost)}`;
}

function records({ incident }: DraftFacts): Filled {
  const { recordsAffected } = incident;
  return recordsAffected === null
    ? {
        text: null,
        missing: [ofIncident(incident, 'recordsAffected', 'say about how many records it touches')],
      }
    : { text: about(recordsAffected), missing: [] };
}

/** Of the data protection officer of each company that owes it, Art. 33(3)(b). */
function contact({ incident, companies }: DraftFacts): Filled {
  const known = companies.filter(({ dpoContact }) => dpoContact !== null);
  const unknown: Missing = {
    ...{ pointer: '/contact', enter: `POST /incidents/${incident.id}/notices` },
    message: 'nothing on record says which of our companies it concerns: name the contact in the notice',
  };
  const silent = companies
    .filter(({ dpoContact }) => dpoContact === null)
    .map(({ id, name }): Missing => ({
      ...{ pointer: '/dpoContact', enter: `PATCH /legal-entities/${id}` },
      message: `say whom people can ask at ${name}`,
    }));
  return {
    text: known.length === 0 ? null : known.map((one) => `${one.name}: ${one.dpoContact ?? ''}`).join('\n'),
    missing: companies.length === 0 ? [unknown] : silent,
  };
}

/** Asked for when the authority was told late, or is by now, Art. 33(1). */
function delay({ incident, obligations, now }: DraftFacts): Filled | null {
  const late = obligations.filter(
    ({ by, noticeKind, state, dueAt, sentAt }) =>
      by === 'us' &&
      noticeKind === 'SA_INITIAL' &&
      (state === 'open' || state === 'sent') &&
      dueAt !== null &&
      (sentAt ?? now) > dueAt,
  );
  if (late.length === 0) return null;
  const reasons = [...new Set(late.flatMap(({ lateReason }) => (lateReason === null ? [] : [lateReason])))];
  const unsaid = late.filter(({ lateReason }) => lateReason === null);
  return {
    text: reasons.length === 0 ? null : reasons.join('\n'),
    missing: unsaid.map(({ to }) => ({
      ...{ pointer: '/lateReason', enter: `POST /incidents/${incident.id}/notices` },
      message: `say why ${to} is told late`,
    })),
  };
}

function prose(incident: Incident, field: 'consequences' | 'measures', remedy: string): Filled {
  const text = incident[field];
  return { text, missing: text === null ? [ofIncident(incident, field, remedy)] : [] };
}

function noFlows(incident: Incident): Missing {
  const remedy =
    'no flow on record ran there then: name everybody at whom it happened in vendorIds, subProcessors or systems, or say in description what is known';
  return ofIncident(incident, 'vendorIds', remedy);
}

function ofIncident({ id }: Incident, field: keyof Incident, message: string): Missing {
  return { pointer: `/${field}`, enter: `PATCH /incidents/${id}`, message };
}

const counted = (number: number): string => new Intl.NumberFormat('en').format(number);
const about = (number: number): string => `About ${counted(number)}.`;
