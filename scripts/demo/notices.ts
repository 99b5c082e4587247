import type { PartnerKey } from './partners.js';
import type { Sharing } from './sharing.js';

type Told = Readonly<{
  reference: string;
  title: string;
  entity: 'DE' | 'GB';
  audiences: readonly string[];
  vendors: readonly PartnerKey[];
  countries: readonly string[];
  text: string;
}>;

const notices: readonly Told[] = [
  {
    reference: 'PN-SHOP',
    title: 'Privacy notice of the shop',
    entity: 'DE',
    audiences: ['CUSTOMERS', 'SUBSCRIBERS'],
    vendors: ['mail', 'support'],
    countries: ['DE', 'US'],
    text: 'Nordlicht sends your orders and letters with the help of others. Here you read who they are, and why.',
  },
  {
    reference: 'PN-STAFF',
    title: 'Privacy notice for staff',
    entity: 'DE',
    audiences: ['EMPLOYEES'],
    vendors: ['payroll'],
    countries: ['NL'],
    text: 'Your pay is reckoned by a service in the Netherlands. Here you read what it gets, and for how long.',
  },
  {
    reference: 'PN-SHOP-UK',
    title: 'Privacy notice of the shop in the United Kingdom',
    entity: 'DE',
    audiences: ['CUSTOMERS'],
    vendors: ['parcels'],
    countries: ['GB'],
    text: 'Your parcels are carried by others. Here you read who they are, and what they get of you.',
  },
];

const items = [
  ...['N_CONTROLLER', 'N_DPO', 'N_PURPOSE_BASIS', 'N_RECIPIENTS', 'N_TRANSFERS', 'N_RETENTION', 'N_RIGHTS'],
  ...['N_WITHDRAW', 'N_COMPLAINT'],
];

/** What customers and staff are told before the first data go; one more version waits as a draft. */
export async function tell({ cast, vendors, legalEntities, say }: Sharing): Promise<void> {
  for (const { reference, title, entity, audiences, text, countries, ...told } of notices) {
    const legalEntityId = legalEntities[entity];
    const { body: notice } = await cast.dpo.post('/notices', { reference, title, legalEntityId, audiences });
    const path = `/notices/${notice.id}/versions`;
    const recipients = told.vendors.map((key) => ({ vendorId: vendors[key] }));
    const words = { language: 'en', text, items, recipients, countries };
    const { body: version } = await cast.procurement.post(path, words);
    const one = `${path}/${version.id}`;
    await cast.dpo.decide('POST', `${one}/publication`, one, {
      reason: 'Read, and on the site since today.',
    });
  }
  say(`  notices: ${notices.length} published, naming everybody who gets data`);
}
