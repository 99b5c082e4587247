import type { TestApp } from './app.js';
import { aCast, aReadyFlow } from './flows.js';

/** Something in states that made-up requests do not come to by themselves. */
export async function populate(app: TestApp): Promise<void> {
  await aReadyFlow(app, await aCast(app));
}
