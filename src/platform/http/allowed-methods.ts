import type { NextFunction, Request, Response } from 'express';
import { answerProblem } from '../errors/problem.filter.js';
import { DomainError } from '../../shared/domain-error.js';
import type { RouteRule } from '../auth/route-rules.js';

type Address = { segments: string[]; methods: Set<string> };

/** 405 with Allow for an address that exists under other methods (RFC 9110 15.5.6); the framework itself says 404. */
export function allowedMethods(routes: readonly RouteRule[]) {
  const addresses = new Map<string, Address>();
  for (const { method, path } of routes) {
    const address = addresses.get(path) ?? { segments: path.split('/'), methods: new Set<string>() };
    address.methods.add(method);
    if (method === 'GET') address.methods.add('HEAD');
    addresses.set(path, address);
  }
  const all = [...addresses.values()];
  return (request: Request, response: Response, next: NextFunction): void => {
    const methods = methodsAt(all, request.path);
    if (methods.size === 0 || methods.has(request.method)) {
      next();
      return;
    }
    response.setHeader('Allow', [...methods].sort().join(', '));
    answerProblem(new MethodNotAllowed(), request, response);
  };
}

class MethodNotAllowed extends DomainError {
  constructor() {
    super('method_not_allowed', 'request.method_not_allowed', 'This address does not answer to that method.');
  }
}

function methodsAt(addresses: readonly Address[], path: string): Set<string> {
  const segments = path.replace(/(.)\/$/, '$1').split('/');
  const fitting = addresses.filter(
    (address) =>
      address.segments.length === segments.length &&
      address.segments.every((segment, at) => segment.startsWith(':') || segment === segments[at]),
  );
  return new Set(fitting.flatMap(({ methods }) => [...methods]));
}
