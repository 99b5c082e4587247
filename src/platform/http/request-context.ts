import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from '../auth/principal.js';

/** Who acts, and under which request; the ledger takes both from here. */
export type RequestContext = { requestId: string | null; principal: Principal | null };

const store = new AsyncLocalStorage<RequestContext>();

export function runInContext<T>(context: RequestContext, work: () => T): T {
  return store.run(context, work);
}

export function currentContext(): RequestContext {
  return store.getStore() ?? { requestId: null, principal: null };
}
