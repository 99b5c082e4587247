import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Credentials } from '../../src/platform/auth/credentials.js';
import { RouteRules, type RouteRule } from '../../src/platform/auth/route-rules.js';
import { roles, staffRoles, type Role } from '../../src/shared/roles.js';
import { TestApp, type Caller } from '../support/app.js';
import { inParallel } from '../support/parallel.js';
import { permissions } from './permissions.js';

type Identity = Readonly<{ name: string; token: string | null; role?: Role; isPerson?: boolean }>;

/** P5: every route × every kind of caller is decided as the reviewed table says. */
describe('permissions', () => {
  let app: TestApp;
  let routes: readonly RouteRule[];
  let address: string;
  const identities: Identity[] = [];
  const callers: Caller[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '600' });
    routes = app.app.get(RouteRules).all();
    await app.app.listen(0, '127.0.0.1');
    address = `http://127.0.0.1:${(app.app.getHttpServer().address() as AddressInfo).port}`;
    const admin = await app.admin();
    for (const role of staffRoles) {
      const person = await app.person(role);
      callers.push(person);
      identities.push({ name: `a person: ${role}`, token: person.token, role, isPerson: true });
      const { body } = await admin.post('/api-keys', {
        name: role,
        roles: [role],
        expiresAt: new Date(app.clock.now().getTime() + 86_400_000).toISOString(),
      });
      identities.push({ name: `an API key: ${role}`, token: String(body['secret']), role });
    }
    const grant = { assessmentId: randomUUID(), sections: null }; // of an assessment that is not there
    const respondent = { kind: 'respondent', id: randomUUID(), roles: ['respondent'], grant } as const;
    app.app.get(Credentials).accept('kht_', () => Promise.resolve(respondent));
    const bearer = { linkId: randomUUID(), vendorId: randomUUID(), findingIds: null };
    const remediator = { ...respondent, id: bearer.linkId, roles: ['remediator'], grant: bearer } as const;
    app.app.get(Credentials).accept('khl_', () => Promise.resolve(remediator));
    const told = { linkId: bearer.linkId, vendorId: bearer.vendorId };
    const reporter = { ...respondent, id: bearer.linkId, roles: ['reporter'], grant: told } as const;
    app.app.get(Credentials).accept('khb_', () => Promise.resolve(reporter));
    identities.push(
      { name: 'a vendor that reports', token: `khb_${'a'.repeat(43)}`, role: 'reporter' },
      { name: 'a respondent', token: `kht_${'a'.repeat(43)}`, role: 'respondent' },
      { name: 'a vendor that mends', token: `khl_${'a'.repeat(43)}`, role: 'remediator' },
      { name: 'nobody', token: null },
      { name: 'a made-up token', token: `kha_${'a'.repeat(43)}` },
      { name: 'a token of no kind', token: 'x'.repeat(43) },
    );
  }, 120_000);
  afterAll(() => app.close());

  it('are written down for every route, and for no other', () => {
    const found = Object.fromEntries(
      routes.map((route) => [`${route.method} ${route.path}`, textOf(route.rule)]),
    );
    expect(found).toEqual(permissions);
  });

  it('let an auditor change nothing, an administrator decide nothing, and a link open nothing but its own', () => {
    const changes = (role: Role) =>
      routes.filter(
        ({ method, rule }) => method !== 'GET' && rule?.roles !== 'public' && rule?.roles.includes(role),
      );
    const outside = (role: Role, allowed: RegExp) =>
      changes(role)
        .map(({ method, path }) => `${method} ${path}`)
        .filter((route) => !allowed.test(route));
    // their own session, work, exports and calendar links, and an evaluation, which is a question
    const own = String.raw`/api/v1/(auth/(logout|password)|jobs/:id/cancellation|exports|standards/:id/evaluation|calendar/feeds(/:id)?)$`;
    expect(outside('auditor', new RegExp(own))).toEqual([]);
    expect(
      outside(
        'admin',
        new RegExp(`${own}|/api/v1/(users|api-keys|legal-entities|intake-requests|incidents$|ledger/keys)`),
      ),
    ).toEqual([]);
    const open = (role: Role) =>
      routes
        .filter(({ rule }) => rule?.roles !== 'public' && rule?.roles.includes(role))
        .map(({ path }) => path);
    expect(open('respondent').filter((path) => !/^\/api\/v1\/(respond|reference-data)\b/.test(path))).toEqual(
      [],
    );
    expect(open('remediator').filter((path) => !/^\/api\/v1\/remediation\b/.test(path))).toEqual([]);
    expect(open('reporter').filter((path) => !/^\/api\/v1\/report\/incidents\b/.test(path))).toEqual([]);
  });

  it('are decided over HTTP as they are written', async () => {
    const wrong: string[] = [];
    const last = ({ path }: RouteRule) => (path.endsWith('/auth/logout') ? 1 : 0);
    const decisions = routes
      .toSorted((a, b) => last(a) - last(b))
      .flatMap((route) => identities.map((identity) => ({ route, identity })));
    await inParallel(8, decisions, async ({ route, identity }) => {
      const expected = verdict(route.rule, identity);
      const found = await decided(route, identity.token);
      if (found !== expected)
        wrong.push(`${identity.name}, ${route.method} ${route.path}: ${found} instead of ${expected}`);
    });
    process.stdout.write(
      `P5: ${routes.length} routes × ${identities.length} callers = ${decisions.length} decisions, ${wrong.length} wrong\n`,
    );
    expect(wrong).toEqual([]);
  }, 300_000);

  async function decided({ method, path }: RouteRule, token: string | null): Promise<string> {
    const answer = await fetch(
      `${address}${path.replace(/:(\w+)/g, (_all, name: string) => standIn[name] ?? randomUUID())}`,
      {
        method,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
        },
        ...(method === 'GET' ? {} : { body: '{}' }),
      },
    );
    const text = await answer.text();
    if (answer.status >= 500 && !text.includes('"code":"register.busy"'))
      return `broken: ${answer.status} ${text}`; // exports are few at a time
    const code = /"code":"(auth\.(?:required|forbidden|person_needed))"/.exec(text)?.[1];
    return code ?? 'allowed';
  }
});

const standIn: Readonly<Record<string, string>> = {
  register: 'vendors',
  list: 'country',
  code: 'request.invalid',
  version: '1',
};

function verdict(rule: RouteRule['rule'], { token, role, isPerson }: Identity): string {
  if (rule?.roles === 'public') return 'allowed';
  if (token === null || role === undefined) return 'auth.required';
  if (!rule?.roles.includes(role)) return 'auth.forbidden';
  return rule.personOnly && !isPerson ? 'auth.person_needed' : 'allowed';
}

function textOf(rule: RouteRule['rule']): string {
  if (rule === undefined) return 'nobody';
  if (rule.roles === 'public') return 'public';
  const named = roles.filter((role) => rule.roles.includes(role));
  const inside = staffRoles.every((role) => named.includes(role));
  const who = inside ? ['everybody inside', ...named.slice(staffRoles.length)].join(', ') : named.join(' ');
  return `${rule.personOnly ? 'persons: ' : ''}${who}`;
}
