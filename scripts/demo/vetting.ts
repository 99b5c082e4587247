import type { ApiClient, Json } from '../api-client.js';
import { partners, type PartnerKey } from './partners.js';
import type { Cast } from './people.js';

export type Vetting = Readonly<{
  cast: Cast;
  day: (fromToday: number) => string;
  say: (line: string) => void;
}>;
export type VendorIds = Readonly<Record<PartnerKey, string>>;
const keys = Object.keys(partners) as PartnerKey[];

/** The vendors that do not exist, each with whom to ask, what it shows for itself, and what it means to us. */
export async function register({ cast: { procurement }, day, say }: Vetting): Promise<VendorIds> {
  const ids: Partial<Record<PartnerKey, string>> = {};
  for (const key of keys) {
    const { vendor, contact } = partners[key];
    const { body } = await procurement.post('/vendors', vendor);
    ids[key] = String(body.id);
    const person = { name: `Contact at ${vendor.name}`, email: contact, role: 'privacy' };
    await procurement.post(`/vendors/${ids[key]}/contacts`, person);
  }
  const vendors = ids as VendorIds;
  await certify(procurement, vendors, day);
  say(`  ${keys.map((key) => partners[key].vendor.name).join(', ')}`);
  return vendors;
}

async function certify(procurement: ApiClient, vendors: VendorIds, day: Vetting['day']): Promise<void> {
  const iso = { scheme: 'ISO_27001', scope: 'The whole service.', issuer: 'Example Certification Ltd' };
  const inDate = { ...iso, validFrom: day(-300), validTo: day(795) };
  await procurement.post(`/vendors/${vendors.payroll}/certifications`, inDate);
  await procurement.post(`/vendors/${vendors.support}/certifications`, inDate);
  const lapsed = { ...iso, validFrom: day(-1_130), validTo: day(-35) };
  await procurement.post(`/vendors/${vendors.parcels}/certifications`, lapsed);
}

/** What each means to us, before any control of its own counts. */
export async function profile({ cast: { procurement }, say }: Vetting, vendors: VendorIds): Promise<void> {
  for (const key of keys) {
    const path = `/vendors/${vendors[key]}`;
    const { body } = await procurement.put(`${path}/risk-profile`, partners[key].profile, {
      'if-none-match': '*',
    });
    await procurement.decide('POST', `${path}/transitions`, path, { to: 'vetting' });
    say(`  ${partners[key].vendor.name.padEnd(22)}inherent risk ${body.inherentRisk}, tier ${body.tier}`);
  }
}

/** Where each stands now; also computed by itself after a review, an audit or a change of facts. */
export async function score({ cast: { assessor }, say }: Vetting, vendors: VendorIds): Promise<void> {
  for (const key of keys) {
    const { body } = await assessor.post(`/vendors/${vendors[key]}/audit-scores`);
    const { grade, residualRisk, controlEffectiveness, confidence, knockouts } = body;
    const failed = knockouts.length > 0 ? `, ${knockouts.length} knock-outs` : '';
    say(
      `  ${partners[key].vendor.name.padEnd(22)}grade ${grade}, residual risk ${residualRisk}, ` +
        `controls ${controlEffectiveness}, confidence ${confidence}${failed}`,
    );
  }
}

/** Those that meet the standard are approved; what keeps the others from it is told. */
export async function approve({ cast: { procurement }, say }: Vetting, vendors: VendorIds): Promise<void> {
  for (const key of keys) {
    const path = `/vendors/${vendors[key]}`;
    const name = partners[key].vendor.name.padEnd(22);
    if (partners[key].standing === 'weak') {
      say(`  ${name}stays in vetting`);
      continue;
    }
    const { body } = await procurement.decide('POST', `${path}/transitions`, path, { to: 'approved' });
    say(`  ${name}${body.status}`);
  }
}

/** An audit on site with two findings: one is being mended, one is mended and verified by somebody else. */
export async function audit({ cast, day, say }: Vetting, vendors: VendorIds): Promise<void> {
  const { body } = await cast.assessor.post('/audits', {
    ...{ vendorId: vendors.parcels, kind: 'on_site', scope: 'Handling of delivery labels in the depot' },
    ...{
      performedOn: day(-12),
      auditor: 'Internal audit',
      conclusion: 'Labels are handled well but for their end.',
    },
  });
  const raise = async (severity: string, title: string): Promise<string> => {
    const finding = { vendorId: vendors.parcels, source: 'audit', auditId: body.id, severity, title };
    return String((await cast.assessor.post('/findings', finding)).body.id);
  };
  const labels = await raise('medium', 'Misprinted labels go to the ordinary waste paper');
  const screens = await raise('low', 'Screens in the depot do not lock themselves');
  await move(cast.procurement, labels, 'in_remediation', 'The depot orders shredding bins.');
  await move(cast.procurement, screens, 'in_remediation', 'A setting; the vendor does it at once.');
  await move(cast.procurement, screens, 'resolved', 'Screens lock after five minutes.');
  await move(cast.assessor, screens, 'verified', 'Seen on site.');
  say('  an audit of the carrier with two findings: one in remediation, one verified');
}

function move(who: ApiClient, id: string, to: string, reason: string): Promise<Json> {
  return who.decide('POST', `/findings/${id}/transitions`, `/findings/${id}`, { to, reason });
}
