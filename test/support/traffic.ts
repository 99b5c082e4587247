import type { AddressInfo } from 'node:net';
import { describeApi } from '../../src/app.setup.js';
import { staffRoles, type Role } from '../../src/shared/roles.js';
import { TestApp } from './app.js';
import { aVendor, sentAssessment, wanted } from './assessments.js';
import { ApiDescription, type Operation, type Schema } from './openapi.js';

/** How one request is to be made; everything that varies is here, so that a seed says it all. */
export type Plan = Readonly<{
  operation: number;
  /** 0: somebody who may; otherwise somebody of these. */
  who: number;
  ids: 'known' | 'unknown' | 'garbage';
  pick: number;
  ifMatch: 'current' | 'any' | 'stale' | 'none' | 'garbage';
  body: 'example' | 'spoilt' | 'noise' | 'none';
  /** Which optional members are left out, bit by bit. */
  without: number;
  noise: readonly (readonly [number, unknown])[];
  query: readonly (readonly [number, string])[];
}>;

export type Exchange = Readonly<{
  operation: Operation;
  path: string;
  status: number;
  type: string;
  headers: Headers;
  text: string;
  json: unknown;
  sent: string | undefined;
}>;

/** Links that open something: an assessment that waits for answers, findings to be mended, the report of incidents. */
async function linksOf(app: TestApp): Promise<[Role, string][]> {
  const vendorId = await aVendor(app);
  const { respondent } = await sentAssessment(app, vendorId);
  const assessor = await app.person('assessor');
  for (const title of ['One gap', 'Another gap'])
    wanted(await assessor.post('/findings', { vendorId, source: 'other', severity: 'low', title }), 201);
  const asked = { email: 'sam@vendor.example' };
  const { token } = wanted(await assessor.post(`/vendors/${vendorId}/remediation-links`, asked), 201);
  const procurement = await app.person('procurement');
  const report = wanted(await procurement.post(`/vendors/${vendorId}/report-links`, asked), 201);
  return [
    ['respondent', respondent.token ?? ''],
    ['remediator', String(token)],
    ['reporter', String(report['token'])],
  ];
}

type Known = { path: string; id: string; tag: string | null };
const unknownId = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';

/** Requests made from the API's own description, with ids that earlier answers gave. */
export class Traffic {
  private readonly known = new Map<string, Known[]>();
  private readonly tokens = new Map<Role, string>();
  /** The people in whose name we ask: nobody changes or removes them. */
  private readonly ours = new Set<string>();
  private sent = 0;
  private constructor(
    readonly api: ApiDescription,
    private readonly address: string,
    readonly app: TestApp,
  ) {}

  static async to(app: TestApp): Promise<Traffic> {
    await app.app.listen(0, '127.0.0.1');
    const { port } = app.app.getHttpServer().address() as AddressInfo;
    const traffic = new Traffic(new ApiDescription(describeApi(app.app)), `http://127.0.0.1:${port}`, app);
    for (const role of staffRoles) {
      const person = await app.person(role);
      traffic.tokens.set(role, person.token ?? '');
      traffic.ours.add(person.id);
    }
    for (const [role, token] of await linksOf(app)) traffic.tokens.set(role, token);
    return traffic;
  }

  operationOf(plan: Plan): Operation {
    const operation = this.api.operations[plan.operation % this.api.operations.length];
    if (!operation) throw new Error('The API has no operations.');
    return operation;
  }

  /** undefined where the operation asks for an id of a kind that nobody has made yet. */
  async make(plan: Plan): Promise<Exchange | undefined> {
    const operation = this.operationOf(plan);
    const target = this.target(operation, plan);
    if (!target) return undefined;
    const headers = new Headers();
    const token = this.tokenFor(operation, plan);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    const tag = tagFor(plan, target.tag);
    if (tag !== undefined && operation.parameters.some(({ name }) => name === 'If-Match'))
      headers.set('if-match', tag);
    const body = this.bodyFor(operation, plan);
    if (typeof body === 'string') headers.set('content-type', 'application/json');
    const path = target.path + this.queryFor(operation, plan);
    const answer = await fetch(this.address + path, {
      method: operation.method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const json: unknown = /[/+]json$/.test(type) && text !== '' ? JSON.parse(text) : undefined;
    if (answer.ok) this.learn(operation, target.path, json);
    const sent = typeof body === 'string' ? body : undefined;
    return { operation, path, status: answer.status, type, headers: answer.headers, text, json, sent };
  }

  private tokenFor({ roles, path }: Operation, { who, pick }: Plan): string | undefined {
    if (roles === 'public') return undefined;
    if (path.endsWith('/auth/logout') || path.endsWith('/auth/password')) return `kha_${'o'.repeat(43)}`; // would end ours
    if (who === 1) return undefined;
    const allowed = [...this.tokens.keys()].filter((role) => roles.includes(role));
    const some = who === 0 && allowed.length > 0 ? allowed : staffRoles;
    return this.tokens.get(some[pick % some.length] ?? 'admin');
  }

  private target(
    { path, parameters }: Operation,
    plan: Plan,
  ): { path: string; tag: string | null } | undefined {
    const [shape, rest] = longestKnown(path);
    const others = this.known.get(shape) ?? [];
    const base =
      shape === '' ? { path: '', id: '', tag: null } : others[plan.pick % Math.max(others.length, 1)];
    const last = (name: string) => {
      const said = parameters.find((one) => one.name === name);
      return String(said?.schema?.['example'] ?? said?.schema?.enum?.[0] ?? said?.example ?? '1');
    };
    const filled = (text: string, id: (name: string) => string) =>
      text.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(id(name)));
    if (plan.ids === 'known') return base && { path: base.path + filled(rest, last), tag: base.tag };
    const id =
      plan.ids === 'unknown'
        ? unknownId
        : String(plan.noise[0]?.[1] ?? '%00')
            .slice(0, 60)
            .toWellFormed() || 'x';
    return { path: filled(path, (name) => (/id$/i.test(name) ? id : last(name))), tag: null };
  }

  private bodyFor(operation: Operation, plan: Plan): string | FormData | undefined {
    const json = operation.body['application/json']?.schema;
    const form = operation.body['multipart/form-data']?.schema;
    if (operation.method === 'GET' || plan.body === 'none') return undefined;
    if (form) return this.formFor(form);
    if (plan.body === 'noise') return JSON.stringify(plan.noise[0]?.[1] ?? null);
    if (!json) return undefined;
    const example = this.lived(json, this.api.example(json), plan);
    if (plan.body === 'example') return JSON.stringify(example);
    return JSON.stringify(spoilt(example, plan.noise));
  }

  private formFor(schema: Schema): FormData {
    const form = new FormData();
    for (const [name, value] of Object.entries(this.api.example(schema) as object))
      if (name !== 'file' && ['string', 'number', 'boolean'].includes(typeof value))
        form.set(name, String(value));
    form.set(
      'file',
      new Blob([`%PDF-1.4\n% ${this.sent++}\n%%EOF\n`], { type: 'application/pdf' }),
      'evidence.pdf',
    );
    return form;
  }

  /** The example with ids that exist, names that are new, and without some of what is optional. */
  private lived(given: Schema, example: unknown, plan: Plan): unknown {
    const schema = this.api.resolve(given);
    if (Array.isArray(example))
      return example.map((item: unknown) => (schema.items ? this.lived(schema.items, item, plan) : item));
    if (typeof example !== 'object' || example === null) return example;
    const nth = ++this.sent;
    const parts = Object.entries(example).filter(
      ([name], index) => schema.required?.includes(name) || (plan.without & (1 << (index % 16))) === 0,
    );
    return Object.fromEntries(
      parts.map(([name, value]) => {
        const part = schema.properties?.[name];
        const lived: unknown = part ? this.lived(part, value, plan) : value;
        return [name, this.alive(name, lived, nth, plan)];
      }),
    );
  }

  private alive(name: string, value: unknown, nth: number, { pick }: Plan): unknown {
    if (name === 'email') return `somebody-${nth}@example.com`;
    if (
      ['name', 'legalName', 'title', 'reference', 'displayName'].includes(name) &&
      typeof value === 'string'
    )
      return `${value.slice(0, 60)} ${nth}`;
    if (name === 'domains' && Array.isArray(value)) return [`n${nth}.example`];
    if (name === 'lei' || name === 'registrationNumber') return undefined;
    const kind = /^(?:\w*?)([a-z]+)Ids?$/i.exec(name)?.[1]?.toLowerCase();
    if (kind === undefined) return value;
    const ids = this.idsOf(kind, name);
    const id = ids[pick % Math.max(ids.length, 1)];
    if (id === undefined) return Array.isArray(value) ? [] : value;
    return Array.isArray(value) ? [id] : id;
  }

  private idsOf(kind: string, name: string): string[] {
    const wanted = /owner|person|auditor|user/i.test(name)
      ? 'users'
      : /version/i.test(name)
        ? 'versions'
        : /entity/i.test(name)
          ? 'legal-entities'
          : kind === 'evidence'
            ? 'evidence'
            : `${kind}s`;
    return [...this.known].flatMap(([shape, all]) =>
      shape.endsWith(`/${wanted}/{}`) ? all.map(({ id }) => id) : [],
    );
  }

  private learn({ method, path }: Operation, target: string, json: unknown): void {
    if (typeof json !== 'object' || json === null) return;
    const { items, id, revision } = json as { items?: unknown; id?: unknown; revision?: unknown };
    const shape = path.replace(/\{\w+\}/g, '{}');
    if (Array.isArray(items) && !path.endsWith('/history'))
      for (const item of items as Record<string, unknown>[]) this.keep(`${shape}/{}`, target, item);
    else if (method === 'POST' && typeof id === 'string' && !shape.endsWith('}') && this.isCollection(path))
      this.keep(`${shape}/{}`, target, { id, revision });
    else if (typeof id === 'string')
      for (const one of [...this.known.values()].flat())
        if (one.id === id && typeof revision === 'number') one.tag = `"${revision}"`;
  }

  private isCollection(path: string): boolean {
    return this.api.operations.some((one) => one.path.replace(/\{\w+\}$/, '') === `${path}/`);
  }

  private keep(shape: string, collection: string, item: Readonly<Record<string, unknown>>): void {
    const { id = item['entryId'], revision, version } = item;
    if (typeof id !== 'string' || this.ours.has(id)) return;
    const all = this.known.get(shape) ?? [];
    this.known.set(shape, all);
    const key = shape.endsWith('/versions/{}') ? String(version) : id;
    const path = `${collection.split('?')[0] ?? ''}/${key}`;
    const tag = typeof revision === 'number' ? `"${revision}"` : null;
    const before = all.find((one) => one.path === path);
    if (before) before.tag = tag;
    else all.push({ path, id, tag });
    if (all.length > 60) all.shift();
  }

  private queryFor({ parameters }: Operation, { query }: Plan): string {
    const known = parameters.filter((one) => one.in === 'query');
    const given = new URLSearchParams();
    for (const [n, value] of query) {
      const parameter = known[n % Math.max(known.length, 1)];
      if (!parameter) continue;
      const { schema = {} } = parameter;
      const proper = schema.example ?? schema.enum?.[n % Math.max(schema.enum.length, 1)] ?? value;
      given.set(parameter.name, n % 3 === 0 ? value : String(proper));
      if (given.toString().length > longestQuery) given.delete(parameter.name);
    }
    for (const { name, required, schema = {} } of known)
      if (required && !given.has(name)) given.set(name, String(schema.example ?? schema.enum?.[0] ?? 'x'));
    return given.size === 0 ? '' : `?${given.toString()}`;
  }
}

/** Node.js itself refuses headers of more than 16 kB (431), before anything of ours is asked. */
const longestQuery = 15_000;

/** The part of a path that names one thing, and what follows it. */
function longestKnown(path: string): [string, string] {
  const at = path.search(
    /\{(?!register|list|code|conditionId|questionId)\w+\}(?!.*\{(?!register|list|code|conditionId|questionId)\w+\})/,
  );
  if (at < 0) return ['', path];
  const end = path.indexOf('}', at) + 1;
  return [path.slice(0, end).replace(/\{\w+\}/g, '{}'), path.slice(end)];
}

function tagFor({ ifMatch }: Plan, current: string | null): string | undefined {
  if (ifMatch === 'none') return undefined;
  if (ifMatch === 'current') return current ?? '*';
  return { any: '*', stale: '"999999"', garbage: 'W/"x", ???' }[ifMatch];
}

/** Some member, however deep, replaced by something that may not belong there. */
function spoilt(value: unknown, noise: Plan['noise']): unknown {
  const copy: unknown = structuredClone(value);
  for (const [n, other] of noise) {
    let place: unknown = copy;
    for (let left = n; typeof place === 'object' && place !== null; left = Math.floor(left / 7)) {
      const names = Object.keys(place);
      const name = names[left % Math.max(names.length, 1)] ?? 'added';
      const members = place as Record<string, unknown>;
      if (left < 20 || typeof members[name] !== 'object' || members[name] === null) {
        const put: unknown = structuredClone(other); // the next one may be put into it
        if (n % 11 === 0) members['surplus'] = put;
        else members[name] = put;
        break;
      }
      place = members[name];
    }
  }
  return copy;
}
