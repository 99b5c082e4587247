import { assess } from './assessments.js';
import { ApiClient, type Json } from '../api-client.js';
import { found, legalEntities, signInAll, type Cast } from './people.js';
import { lastFlow, share } from './sharing.js';
import { thirdParties } from './third-parties.js';
import { approve, audit, profile, register, score } from './vetting.js';

const mostThirdParties = 300;

export type Stage = Readonly<{
  address: string;
  admin: Readonly<{ email: string; password: string }>;
  /** Of all the people who are made. */
  password: string;
  say: (line: string) => void;
}>;

/** Fills an installation; false, and nothing is changed, when the organisation is there already. */
export async function demonstrate({ address, admin, password, say }: Stage): Promise<boolean> {
  const root = await ApiClient.signIn(address, admin.email, admin.password);
  const { body: there } = await root.get(`/legal-entities?q=${encodeURIComponent(legalEntities[0].name)}`);
  if (there.items.length > 0) {
    const { body: last } = await root.get(`/data-flows?q=${lastFlow}`);
    if (last.items.length === 0)
      throw new Error(
        `${legalEntities[0].name} is there, but was not finished: take an installation without it.`,
      );
    say(`${legalEntities[0].name} is there already: nothing is changed.`);
    return false;
  }
  say('People and legal entities …');
  const entities = await found(root, password);
  const cast = await signInAll(address, password);
  say(`  ${legalEntities.map(({ name }) => name).join(', ')}; one person for each role`);
  await importThirdParties(cast, say);
  const vetting = { cast, day, say };
  say('Vendors that do not exist, with contacts, certificates and risk profiles …');
  const vendors = await register(vetting);
  await profile(vetting, vendors);
  say('The baseline questionnaire …');
  await assess(vetting, address, vendors);
  say('An audit, scores and approvals …');
  await audit(vetting, vendors);
  await score(vetting, vendors);
  await approve(vetting, vendors);
  say('Agreements and data flows …');
  await share({ cast, legalEntities: entities, vendors, day, say });
  return true;
}

async function importThirdParties(cast: Cast, say: Stage['say']): Promise<void> {
  say('Third parties, by import …');
  const content = JSON.stringify(thirdParties(mostThirdParties));
  const file = { name: 'third-parties.json', type: 'application/json', content };
  const report: Json = await cast.procurement.finished(
    await cast.procurement.upload('/vendors/import', file),
  );
  say(
    `  ${report.created} registered, ${report.rejected} of ${report.total} rows refused as likely duplicates or for bad values`,
  );
}

/** Days from today, as YYYY-MM-DD. */
function day(fromToday: number): string {
  return new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10);
}
