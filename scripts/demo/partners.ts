/**
 * Vendors that do not exist, so that nothing here says anything about anybody: the assessments, findings, agreements and
 * flows of the demonstration are theirs.
 */
export type Partner = Readonly<{
  vendor: Readonly<{
    name: string;
    legalName: string;
    country: string;
    website: string;
    domains: string[];
    categories: string[];
    description: string;
  }>;
  profile: Readonly<{
    sensitivity: number;
    volume: number;
    access: number;
    criticality: number;
    transferExposure: number;
    rationale: string;
  }>;
  contact: string;
  /** How it answers the questionnaire. */
  standing: 'strong' | 'weak';
  /** Somebody independent has examined it, and we have the report. */
  audited: boolean;
}>;

export const partners = {
  payroll: {
    vendor: {
      name: 'Kestrel Payroll',
      legalName: 'Kestrel Payroll Services B.V.',
      country: 'NL',
      website: 'https://kestrel-payroll.example',
      domains: ['kestrel-payroll.example'],
      categories: ['EMPLOYEE_MANAGEMENT'],
      description: 'Payroll and payslips for staff in Germany and the United Kingdom.',
    },
    profile: {
      ...{ sensitivity: 4, volume: 2, access: 3, criticality: 4, transferExposure: 1 },
      rationale: 'Sick leave and bank accounts of all staff; no substitute within a month.',
    },
    contact: 'security@kestrel-payroll.example',
    standing: 'strong',
    audited: true,
  },
  mail: {
    vendor: {
      name: 'Harbour Mail',
      legalName: 'Harbour Mail GmbH',
      country: 'DE',
      website: 'https://harbour-mail.example',
      domains: ['harbour-mail.example'],
      categories: ['MARKETING'],
      description: 'Sends the newsletter and the order notices.',
    },
    profile: {
      ...{ sensitivity: 1, volume: 3, access: 1, criticality: 1, transferExposure: 0 },
      rationale: 'Names and addresses of subscribers; could be replaced in a week.',
    },
    contact: 'trust@harbour-mail.example',
    standing: 'strong',
    audited: false,
  },
  parcels: {
    vendor: {
      name: 'Pennywhistle Parcels',
      legalName: 'Pennywhistle Parcels Ltd',
      country: 'GB',
      website: 'https://pennywhistle-parcels.example',
      domains: ['pennywhistle-parcels.example'],
      categories: ['LOGISTICS'],
      description: 'Delivery to customers in the United Kingdom.',
    },
    profile: {
      ...{ sensitivity: 1, volume: 3, access: 1, criticality: 2, transferExposure: 1 },
      rationale: 'Delivery addresses and phone numbers; one other carrier could take over.',
    },
    contact: 'privacy@pennywhistle-parcels.example',
    standing: 'strong',
    audited: false,
  },
  support: {
    vendor: {
      name: 'Cobalt Desk',
      legalName: 'Cobalt Desk Inc.',
      country: 'US',
      website: 'https://cobalt-desk.example',
      domains: ['cobalt-desk.example'],
      categories: ['CUSTOMER_SUPPORT'],
      description: 'Ticket system of the customer service.',
    },
    profile: {
      ...{ sensitivity: 2, volume: 3, access: 2, criticality: 2, transferExposure: 3 },
      rationale: 'Whatever customers write to us; hosted in the United States under standard clauses.',
    },
    contact: 'compliance@cobalt-desk.example',
    standing: 'strong',
    audited: true,
  },
  audience: {
    vendor: {
      name: 'Tidewater Audience',
      legalName: 'Tidewater Audience Inc.',
      country: 'US',
      website: 'https://tidewater-audience.example',
      domains: ['tidewater-audience.example'],
      categories: ['ADVERTISING'],
      description: 'Wants purchase histories for audiences in advertising.',
    },
    profile: {
      ...{ sensitivity: 3, volume: 4, access: 2, criticality: 1, transferExposure: 4 },
      rationale: 'Behaviour of all customers, mixed with that of other companies.',
    },
    contact: 'legal@tidewater-audience.example',
    standing: 'weak',
    audited: false,
  },
} as const satisfies Readonly<Record<string, Partner>>;

export type PartnerKey = keyof typeof partners;
