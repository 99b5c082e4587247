import { csvText, type Cell } from './cell.js';

export const oscalVersion = '1.1.2';
const ours = 'urn:keyholder:oscal';

/** A name-based UUID (version 5): the same name has the same one for ever. OSCAL takes no version 7. */
export type Uuids = (name: string) => string;

/** How something was found out: by asking, by reading documents, by trying. */
export type Method = 'EXAMINE' | 'INTERVIEW' | 'TEST';
export type RiskStatus = 'open' | 'investigating' | 'remediating' | 'deviation-approved' | 'closed';

/** `about`: what is known besides, by name. Nothing of it is about a person. */
export type About = readonly (readonly [name: string, value: Cell | undefined])[];
export type Evidence = Readonly<{ id: string; description: string }>;
export type Observed = Readonly<{
  id: string;
  title: string;
  description: string;
  methods: readonly Method[];
  /** A moment, and the day up to which what it rests on is good. */
  collected: Date;
  expiresOn: string | null;
  evidence: readonly Evidence[];
  about: About;
}>;
export type Judged = Readonly<{
  id: string;
  control: string;
  title: string;
  description: string;
  isSatisfied: boolean;
  observations: readonly string[];
  risks: readonly string[];
}>;
export type Risk = Readonly<{
  id: string;
  title: string;
  statement: string;
  status: RiskStatus;
  dueOn: string | null;
  about: About;
}>;

/** What one record says in terms of OSCAL assessment results. */
export type Assessed = Readonly<{
  id: string;
  title: string;
  description: string;
  start: Date;
  end: Date | null;
  vendor: Readonly<{ id: string; name: string }>;
  about: About;
  /** In scope; what of them was judged is among `judged`. */
  controls: readonly string[];
  observed: readonly Observed[];
  judged: readonly Judged[];
  risks: readonly Risk[];
}>;

export type OscalNode = Readonly<Record<string, unknown>>;

/** One of `results`; lists without members are left out, as OSCAL has it. */
export function resultOf(assessed: Assessed, uuid: Uuids): OscalNode {
  const { id, title, description, start, end, vendor, about, controls, observed, judged, risks } = assessed;
  const subjects = [{ 'subject-uuid': uuid(vendor.id), type: 'party', title: line(vendor.name) }];
  return {
    uuid: uuid(id),
    title: line(title),
    description,
    start: start.toISOString(),
    ...(end && { end: end.toISOString() }),
    ...some('props', propsOf([['record-id', id], ...about])),
    'reviewed-controls': { 'control-selections': [selectionOf(controls)] },
    ...some(
      'observations',
      observed.map((one) => observationOf(one, subjects, uuid)),
    ),
    ...some(
      'risks',
      risks.map((risk) => riskOf(risk, uuid)),
    ),
    ...some(
      'findings',
      judged.map((one) => findingOf(one, uuid)),
    ),
  };
}

function selectionOf(controls: readonly string[]): OscalNode {
  const ids = [...new Set(controls.map(tokenOf))];
  if (ids.length === 0) return { description: 'No control of a catalogue is named.' };
  return { 'include-controls': ids.map((id) => ({ 'control-id': id })) };
}

function observationOf(one: Observed, subjects: readonly OscalNode[], uuid: Uuids): OscalNode {
  const { id, title, description, methods, collected, expiresOn, evidence, about } = one;
  return {
    uuid: uuid(id),
    title: line(title),
    description,
    ...some('props', propsOf(about)),
    methods,
    types: ['control-objective'],
    subjects,
    ...some(
      'relevant-evidence',
      evidence.map((document) => ({
        href: `urn:uuid:${document.id}`,
        description: document.description,
      })),
    ),
    collected: collected.toISOString(),
    ...(expiresOn !== null && { expires: endOf(expiresOn) }),
  };
}

function riskOf({ id, title, statement, status, dueOn, about }: Risk, uuid: Uuids): OscalNode {
  return {
    uuid: uuid(id),
    title: line(title),
    description: title,
    statement,
    ...some('props', propsOf(about)),
    status,
    ...(dueOn !== null && { deadline: endOf(dueOn) }),
  };
}

function findingOf(one: Judged, uuid: Uuids): OscalNode {
  const { id, control, title, description, isSatisfied, observations, risks } = one;
  return {
    uuid: uuid(`finding/${id}`),
    title: line(title),
    description,
    ...some('props', propsOf([['control', control]])),
    target: {
      type: 'objective-id',
      'target-id': tokenOf(control),
      status: { state: isSatisfied ? 'satisfied' : 'not-satisfied', reason: isSatisfied ? 'pass' : 'fail' },
    },
    ...some(
      'related-observations',
      observations.map((name) => ({ 'observation-uuid': uuid(name) })),
    ),
    ...some(
      'related-risks',
      risks.map((name) => ({ 'risk-uuid': uuid(name) })),
    ),
  };
}

/** A property is one line that is not empty. */
export function propsOf(about: About): OscalNode[] {
  return about.flatMap(([name, cell]) => {
    const value = line(csvText(cell ?? null));
    return value === '' ? [] : [{ name, ns: ours, value }];
  });
}

/** An identifier of OSCAL begins with a letter or `_` and has letters, digits, dots, hyphens and `_`. */
export function tokenOf(text: string): string {
  const token = text.replace(/[^\p{L}\p{N}.\-_]/gu, '_');
  return /^[\p{L}_]/u.test(token) ? token : `_${token}`;
}

export const line = (text: string) => text.replace(/\s+/g, ' ').trim();
export const some = (name: string, members: readonly unknown[]): OscalNode =>
  members.length === 0 ? {} : { [name]: members };
const endOf = (day: string) => `${day}T23:59:59Z`;
