import type { Json } from '../api-client.js';

/** A flow that lacks nothing, to be varied. */
const newsletter = {
  title: 'Newsletter to subscribers',
  direction: 'outbound',
  purposes: [
    {
      code: 'DIRECT_MARKETING',
      text: 'The weekly newsletter, for those who ordered it.',
      lawfulBasis: 'A6_1_A_CONSENT',
      why: 'To send you the newsletter that you ordered.',
      how: 'The service puts your name and address into the letter and sends it, and does nothing else with them.',
      benefit: 'You hear of offers and new products first.',
    },
  ],
  subjectCategories: ['SUBSCRIBERS'],
  dataCategories: [
    kept('NAME', 'The letter addresses people by their names.'),
    kept('EMAIL_ADDRESS', 'It has to arrive.'),
  ],
  volume: 'V3',
  frequency: 'WEEKLY',
  sourceSystem: 'Shop',
  locations: [
    { country: 'DE', kind: 'storage' },
    { country: 'DE', kind: 'processing' },
  ],
  securityMeasures: ['ENCRYPTION_TRANSIT', 'ENCRYPTION_REST', 'ACCESS_CONTROL', 'MFA'],
  dpia: { outcome: 'NOT_REQUIRED', reasons: 'Many people, but nothing sensitive, no scoring, no matching.' },
};

const payroll = {
  ...newsletter,
  title: 'Payroll of German staff',
  purposes: [
    {
      code: 'PAYROLL',
      text: 'Monthly payroll for staff in Germany.',
      lawfulBasis: 'A6_1_B_CONTRACT',
      specialCondition: 'A9_2_B_EMPLOYMENT',
      why: 'To pay your salary on time, with sick pay and taxes as the law wants them.',
      how: 'The service reckons pay and taxes from these data and sends payslips, and nothing else.',
      benefit: 'Correct pay and payslips without delay.',
    },
  ],
  subjectCategories: ['EMPLOYEES'],
  dataCategories: [
    kept('NAME', 'Payslips name people.', 3_650),
    kept('BANK_ACCOUNT', 'Pay is transferred.', 3_650),
    kept('PAY', 'It is what is reckoned.', 3_650),
    kept('SICK_LEAVE', 'Sick pay depends on it.', 1_095),
  ],
  volume: 'V1',
  frequency: 'MONTHLY',
  sourceSystem: 'HR core',
  locations: [
    { country: 'NL', kind: 'storage' },
    { country: 'NL', kind: 'processing' },
  ],
  dpia: {
    outcome: 'DONE',
    criteria: ['WP248_4_SENSITIVE', 'WP248_7_VULNERABLE'],
    reasons: 'Assessed with the works council; access limited to two clerks, keys with us.',
  },
};

const helpdesk = {
  ...newsletter,
  title: 'Tickets of the customer service',
  purposes: [
    {
      code: 'CUSTOMER_SUPPORT',
      text: 'Answering what customers ask.',
      lawfulBasis: 'A6_1_B_CONTRACT',
      why: 'To answer your question and to see what was said before.',
      how: 'The service stores your messages for our staff; its own people see them only when we ask them to.',
      benefit: 'One answer instead of the same question three times.',
    },
  ],
  subjectCategories: ['CUSTOMERS'],
  dataCategories: [
    kept('NAME', 'Staff address people by name.', 730),
    kept('EMAIL_ADDRESS', 'Answers are sent there.', 730),
    kept('SUPPORT_REQUESTS', 'It is what is answered.', 730),
  ],
  frequency: 'CONTINUOUS',
  sourceSystem: 'Help centre',
  locations: [
    { country: 'US', kind: 'storage' },
    { country: 'US', kind: 'processing' },
  ],
};

const delivery = {
  ...newsletter,
  title: 'Delivery in the United Kingdom',
  purposes: [
    {
      code: 'DELIVERY',
      text: 'Parcels to customers in the United Kingdom.',
      lawfulBasis: 'A6_1_B_CONTRACT',
      why: 'To bring you what you ordered.',
      how: 'The carrier prints your address on the parcel and calls you when nobody is at home.',
      benefit: 'The parcel arrives, and you can follow it.',
    },
  ],
  subjectCategories: ['CUSTOMERS'],
  dataCategories: [
    kept('NAME', 'It stands on the parcel.', 180),
    kept('POSTAL_ADDRESS', 'It is where the parcel goes.', 180),
    kept('PHONE_NUMBER', 'The driver calls when nobody opens.', 30),
  ],
  frequency: 'DAILY',
  sourceSystem: 'Warehouse',
  locations: [
    { country: 'GB', kind: 'storage' },
    { country: 'GB', kind: 'processing' },
  ],
};

export const flows = { newsletter, payroll, helpdesk, delivery };

function kept(code: string, justification: string, retentionDays = 365): Json {
  return { code, justification, retentionDays, endAction: 'DELETE' };
}
