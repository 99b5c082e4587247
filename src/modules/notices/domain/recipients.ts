import type { NamedFlowRecipient } from './unmet-disclosure.js';

export type VendorNamed = Readonly<{
  id: string;
  name: string;
  legalName: string | null;
  country: string | null;
  categories: readonly string[];
}>;

/** What a flow says of those who get its data. */
export type FlowOfRecipients = Readonly<{
  locations: readonly Readonly<{ country: string }>[];
  transfers: readonly Readonly<{ toCountry: string }>[];
  recipients: readonly Readonly<{ category: string; name: string | null; country: string | null }>[];
}>;

/** The vendor, and everybody to whom it passes the data on. */
export function recipientsOf(flow: FlowOfRecipients, vendor: VendorNamed): NamedFlowRecipient[] {
  const { id: vendorId, name, legalName, country, categories } = vendor;
  const onward = new Set(flow.recipients.map((recipient) => recipient.country));
  const places = [
    ...flow.locations.map((location) => location.country),
    ...flow.transfers.map(({ toCountry }) => toCountry).filter((to) => !onward.has(to)),
  ];
  const countries = [...new Set(places.length > 0 ? places : country === null ? [] : [country])].sort();
  return [
    { label: name, vendorId, names: legalName === null ? [name] : [name, legalName], categories, countries },
    ...flow.recipients.map((recipient) => ({
      label: recipient.name ?? recipient.category,
      vendorId: null,
      names: recipient.name === null ? [] : [recipient.name],
      categories: [recipient.category],
      countries: recipient.country === null ? [] : [recipient.country],
    })),
  ];
}
