import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const uuid = {
  type: 'string',
  pattern: '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$',
};
const token = { type: 'string', pattern: '^(\\p{L}|_)(\\p{L}|\\p{N}|[.\\-_])*$' };
const text = { type: 'string', pattern: '^\\S(.*\\S)?$' };
const prose = { type: 'string', minLength: 1 };
const reference = { type: 'string', format: 'uri-reference', minLength: 1 };
const moment = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$',
};
const listOf = (items: object) => ({ type: 'array', minItems: 1, items });
const objectOf = (required: Record<string, object>, optional: Record<string, object> = {}) => ({
  ...{ type: 'object', additionalProperties: false, required: Object.keys(required) },
  properties: { ...required, ...optional },
});
const remarks = { remarks: prose };
const properties = {
  props: listOf(
    objectOf({ name: token, value: text }, { ns: { type: 'string', format: 'uri' }, class: token, uuid }),
  ),
};
const links = { links: listOf(objectOf({ href: reference }, { rel: token, text: prose })) };
const party = objectOf(
  { uuid, type: { enum: ['person', 'organization'] } },
  {
    name: text,
    'short-name': text,
    'member-of-organizations': listOf(uuid),
    ...properties,
    ...links,
    ...remarks,
  },
);
const responsible = { 'role-id': token, 'party-uuids': listOf(uuid) };
const metadata = objectOf(
  { title: prose, 'last-modified': moment, version: text, 'oscal-version': { const: '1.1.2' } },
  {
    roles: listOf(objectOf({ id: token, title: prose })),
    parties: listOf(party),
    'responsible-parties': listOf(objectOf(responsible)),
    ...properties,
    ...remarks,
  },
);
const everything = objectOf({});
const selection = objectOf(
  {},
  {
    description: prose,
    'include-all': everything,
    'include-controls': listOf(objectOf({ 'control-id': token })),
    'exclude-controls': listOf(objectOf({ 'control-id': token })),
    ...remarks,
  },
);
const controls = objectOf({ 'control-selections': listOf(selection) }, remarks);
const subjectTypes = ['component', 'inventory-item', 'location', 'party', 'user'];
const subject = objectOf(
  { 'subject-uuid': uuid, type: { enum: subjectTypes } },
  { title: prose, ...properties },
);
const step = objectOf({ uuid, description: prose }, { title: prose, ...remarks });
const activity = objectOf(
  { uuid, description: prose },
  {
    title: prose,
    steps: listOf(step),
    'related-controls': controls,
    'responsible-roles': listOf(objectOf(responsible)),
    ...properties,
  },
);
const subjects = listOf(objectOf({ type: { enum: subjectTypes }, 'include-all': everything }));
const task = objectOf(
  { uuid, type: { enum: ['milestone', 'action'] }, title: prose },
  { description: prose, 'associated-activities': listOf(objectOf({ 'activity-uuid': uuid, subjects })) },
);
const observation = objectOf(
  {
    uuid,
    description: prose,
    methods: listOf({ enum: ['EXAMINE', 'INTERVIEW', 'TEST', 'UNKNOWN'] }),
    collected: moment,
  },
  {
    title: prose,
    types: listOf({
      enum: ['ssp-statement-issue', 'control-objective', 'mitigation', 'finding', 'historic'],
    }),
    subjects: listOf(subject),
    'relevant-evidence': listOf(objectOf({ description: prose }, { href: reference, ...properties })),
    expires: moment,
    ...properties,
    ...links,
    ...remarks,
  },
);
const riskStatuses = [
  'open',
  'investigating',
  'remediating',
  'deviation-requested',
  'deviation-approved',
  'closed',
];
const risk = objectOf(
  { uuid, title: prose, description: prose, statement: prose, status: { enum: riskStatuses } },
  { deadline: moment, ...properties, ...links },
);
const state = objectOf(
  { state: { enum: ['satisfied', 'not-satisfied'] } },
  { reason: { enum: ['pass', 'fail', 'other'] }, ...remarks },
);
const target = objectOf(
  { type: { enum: ['statement-id', 'objective-id'] }, 'target-id': token, status: state },
  { title: prose, description: prose, ...properties },
);
const finding = objectOf(
  { uuid, title: prose, description: prose, target },
  {
    'implementation-statement-uuid': uuid,
    'related-observations': listOf(objectOf({ 'observation-uuid': uuid })),
    'related-risks': listOf(objectOf({ 'risk-uuid': uuid })),
    ...properties,
  },
);
const result = objectOf(
  { uuid, title: prose, description: prose, start: moment, 'reviewed-controls': controls },
  {
    end: moment,
    'local-definitions': objectOf({}, { tasks: listOf(task) }),
    observations: listOf(observation),
    risks: listOf(risk),
    findings: listOf(finding),
    ...properties,
  },
);
const document = objectOf(
  { uuid, metadata, 'import-ap': objectOf({ href: reference }, remarks), results: listOf(result) },
  {
    'local-definitions': objectOf({}, { activities: listOf(activity) }),
    'back-matter': objectOf(
      {},
      { resources: listOf(objectOf({ uuid }, { title: prose, description: prose })) },
    ),
  },
);

const ajv = new Ajv({ allErrors: true, strict: true });
(addFormats as unknown as (ajv: Ajv, named: string[]) => void)(ajv, ['uri', 'uri-reference']);
const validate = ajv.compile(objectOf({ 'assessment-results': document }));

/** Everything that is against the structure of OSCAL 1.1.2 assessment results; empty: nothing. Unknown members are. */
export function oscalProblems(json: unknown): string[] {
  validate(json);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
