import { Injectable, RequestMethod, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { accessRule, type AccessRule } from './access.js';

export type RouteRule = Readonly<{ method: string; path: string; rule: AccessRule | undefined }>;

/** All routes of the application, read from the controllers themselves. */
@Injectable()
export class RouteRules implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** The server refuses to start with a route that does not say who may use it. */
  onApplicationBootstrap(): void {
    const open = this.all().filter(({ rule }) => rule === undefined);
    if (open.length > 0)
      throw new Error(
        `Routes without @Allow or @Public: ${open.map(({ method, path }) => `${method} ${path}`).join(', ')}`,
      );
  }

  all(): RouteRule[] {
    const routes = this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        return handler ? this.routeOf(metatype, handler) : [];
      });
    });
    return routes.sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1));
  }

  private routeOf(controller: object, handler: () => unknown): RouteRule[] {
    const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const parts = [
      Reflect.getMetadata('path', controller) as string,
      Reflect.getMetadata('path', handler) as string,
    ];
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(accessRule, [
      handler,
      controller as () => unknown,
    ]);
    return [{ method: RequestMethod[method], path: joined(parts), rule }];
  }
}

function joined(parts: readonly string[]): string {
  const path = parts
    .join('/')
    .replace(/\/+/g, '/')
    .replace(/(.)\/$/, '$1');
  return path.startsWith('/') ? path : `/${path}`;
}
