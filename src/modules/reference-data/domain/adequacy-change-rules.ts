import type { FieldError } from '../../../shared/domain-error.js';
import { addDays, type LocalDate } from '../../../shared/local-date.js';
import {
  decisionNamed,
  type AdequacyChangeKind,
  type AdequacyChanges,
  type AdequacyList,
  type GivenAdequacyChange,
} from './adequacy-change.js';

type Told = 'from' | 'endsOn' | 'places' | 'decision' | 'framework' | 'bindsEeaEfta';
type Need = 'needed' | 'may' | 'not';

const needs: Readonly<Record<AdequacyChangeKind, Readonly<Record<Told, Need>>>> = {
  ended: {
    ...{ from: 'not', endsOn: 'needed', places: 'not', decision: 'not' },
    ...{ framework: 'not', bindsEeaEfta: 'not' },
  },
  suspended: {
    ...{ from: 'needed', endsOn: 'may', places: 'not', decision: 'not' },
    ...{ framework: 'not', bindsEeaEfta: 'not' },
  },
  amended: {
    ...{ from: 'needed', endsOn: 'may', places: 'may', decision: 'may' },
    ...{ framework: 'not', bindsEeaEfta: 'may' },
  },
  new_place: {
    ...{ from: 'needed', endsOn: 'may', places: 'needed', decision: 'needed' },
    ...{ framework: 'may', bindsEeaEfta: 'may' },
  },
};

const told = Object.keys(needs.ended) as Told[];

const prefixOf: Readonly<Record<AdequacyList, string>> = {
  adequacy_eu: 'EU_',
  adequacy_uk: 'UK_',
  adequacy_ch: 'CH_',
};

/** The first day on which answers differ: for an end the day after the last one. */
export function effectiveFrom({ kind, from, endsOn }: GivenAdequacyChange): LocalDate {
  const day = kind === 'ended' ? endsOn && addDays(endsOn, 1) : from;
  if (day === null) throw new Error(`a change of kind ${kind} was let through without its day`);
  return day;
}

/** Everything that keeps the change from being recorded, all at once. */
export function changeProblems(given: GivenAdequacyChange, recorded: AdequacyChanges): FieldError[] {
  return [
    ...fieldProblems(given),
    ...codeProblems(given, recorded),
    ...dayProblems(given),
    ...placeProblems(given),
  ];
}

function fieldProblems(given: GivenAdequacyChange): FieldError[] {
  const each = told.flatMap((name) => {
    const need = needs[given.kind][name];
    if (need === 'needed' && given[name] === null)
      return [problem(`/${name}`, 'missing', `a change of kind ${given.kind} needs it`)];
    if (need === 'not' && given[name] !== null)
      return [problem(`/${name}`, 'unexpected', `leave it out of a change of kind ${given.kind}`)];
    return [];
  });
  const { kind, endsOn, places, bindsEeaEfta, list } = given;
  const changesNothing = kind === 'amended' && endsOn === null && places === null && bindsEeaEfta === null;
  return [
    ...each,
    ...(changesNothing
      ? [problem('/places', 'missing', 'say what is amended: endsOn, places or bindsEeaEfta')]
      : []),
    ...(bindsEeaEfta !== null && list !== 'adequacy_eu' && needs[kind].bindsEeaEfta !== 'not'
      ? [
          problem(
            '/bindsEeaEfta',
            'unexpected',
            'only decisions of the EU can bind exporters in the EEA-EFTA states',
          ),
        ]
      : []),
  ];
}

function codeProblems({ kind, list, code }: GivenAdequacyChange, recorded: AdequacyChanges): FieldError[] {
  const known = decisionNamed(list, code, recorded) !== null;
  if (kind !== 'new_place')
    return known ? [] : [problem('/code', 'not_found', `${list} has no decision ${code}`)];
  return [
    ...(known ? [problem('/code', 'in_use', `${list} has a decision ${code}: amend it`)] : []),
    ...(code.startsWith(prefixOf[list])
      ? []
      : [problem('/code', 'wrong_prefix', `codes of ${list} begin with ${prefixOf[list]}`)]),
  ];
}

function dayProblems({ from, endsOn }: GivenAdequacyChange): FieldError[] {
  return from !== null && endsOn !== null && endsOn < from
    ? [problem('/endsOn', 'before_start', 'it ends before it starts')]
    : [];
}

function placeProblems({ kind, places, framework }: GivenAdequacyChange): FieldError[] {
  const given = places ?? [];
  const byListing = given.some(({ scope }) => scope === 'ORG_LIST');
  return [
    ...given.flatMap(({ place }, at) =>
      given.findIndex((other) => other.place === place) < at
        ? [problem(`/places/${at}/place`, 'duplicate', `${place} is named twice`)]
        : [],
    ),
    ...given.flatMap(({ scope, conditions }, at) =>
      scope === 'SECTOR' && conditions.length === 0
        ? [problem(`/places/${at}/conditions`, 'missing', 'say to which sector or law it is limited')]
        : [],
    ),
    ...(kind === 'new_place' && byListing && framework === null
      ? [problem('/framework', 'missing', 'say in which framework a listed organisation takes part')]
      : []),
  ];
}

function problem(pointer: string, code: string, message: string): FieldError {
  return { pointer, code, message };
}
