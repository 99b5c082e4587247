import type { TestApp } from './app.js';
import { aVendor, submittedAssessment } from './assessments.js';
import {
  aCast,
  aReadyFlow,
  anActiveFlow,
  anApprovedFlow,
  aSubmittedFlow,
  standardForFlows,
} from './flows.js';

/** Something in states that made-up requests do not come to by themselves. */
export async function populate(app: TestApp): Promise<void> {
  const cast = await aCast(app);
  await standardForFlows(cast);
  for (const make of [aReadyFlow, aSubmittedFlow, anApprovedFlow, anActiveFlow]) await make(app, cast);
  await submittedAssessment(app, await aVendor(app));
}
