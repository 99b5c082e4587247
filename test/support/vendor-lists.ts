/** Global Vendor Lists of our own making, in the form of the published ones. */
const named = (...numbers: number[]) =>
  Object.fromEntries(
    numbers.map((id) => [String(id), { id, name: `Number ${id}`, description: 'As it says.' }]),
  );
const upTo = (last: number) => named(...Array.from({ length: last }, (_, at) => at + 1));

export const listHead = {
  ...{
    gvlSpecificationVersion: 3,
    vendorListVersion: 7,
    tcfPolicyVersion: 4,
    lastUpdated: '2026-06-04T16:00:00Z',
  },
  ...{ purposes: upTo(11), specialPurposes: upTo(2), features: upTo(3), specialFeatures: upTo(2) },
  dataCategories: upTo(11),
  stacks: {},
};

export type ListedVendor = Readonly<{ id: number; name: string }> & Readonly<Record<string, unknown>>;

/** Declares to mail on consent, by IP address and user-provided data, and keeps them for a month. */
export const listedVendor = (id: number, name: string, fields: object = {}): ListedVendor => ({
  ...{ id, name, purposes: [1], legIntPurposes: [7], flexiblePurposes: [], specialPurposes: [1] },
  ...{ features: [], specialFeatures: [], dataDeclaration: [1, 7] },
  dataRetention: { stdRetention: 30, purposes: {}, specialPurposes: {} },
  urls: [{ langId: 'en', privacy: 'https://vendor.example/privacy' }],
  ...{ usesCookies: true, cookieRefresh: false, usesNonCookieAccess: false, cookieMaxAgeSeconds: 60 },
  ...fields,
});

/** As a file that is uploaded. */
export function aVendorList(vendors: readonly ListedVendor[], head: object = {}) {
  const byNumber = Object.fromEntries(vendors.map((vendor) => [String(vendor.id), vendor]));
  return { content: JSON.stringify({ ...listHead, ...head, vendors: byNumber }), name: 'vendor-list.json' };
}

/** The list of a week later. */
export const aWeekLater = { vendorListVersion: 8, lastUpdated: '2026-06-11T16:00:00Z' };
