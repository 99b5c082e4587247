import type { RouteRule } from '../../src/platform/auth/route-rules.js';
import { roles } from '../../src/shared/roles.js';
import { page, table } from './markdown.js';

export function permissionsPage(routes: readonly RouteRule[]): string {
  return page(
    'Permissions',
    'Which role may use which route. ● people and API keys with the role, ○ only people; *public*: no sign-in. ' +
      'What a role sees or may decide beyond the route, such as separation of duties, is decided by the resource.',
    table(
      ['route', ...roles],
      routes.map(({ method, path, rule }) => [
        `\`${method} ${path}\``,
        ...roles.map((role) => mark(rule, role)),
      ]),
    ),
  );
}

function mark(rule: RouteRule['rule'], role: (typeof roles)[number]): string {
  if (rule?.roles === 'public') return '*public*';
  if (!rule?.roles.includes(role)) return '';
  return rule.personOnly ? '○' : '●';
}
