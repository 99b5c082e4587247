import { vendorCategories, type VendorCategory } from '../../reference-data/codes.js';

/** What other lists call these kinds of vendors; without case and signs. */
const calledElsewhere: Readonly<Partial<Record<VendorCategory, readonly string[]>>> = {
  ADVERTISING: ['adtech', 'ad', 'ads', 'advertisement', 'media'],
  ANALYTICS: ['businessintelligence', 'bi', 'webanalytics', 'productanalytics'],
  ARTIFICIAL_INTELLIGENCE: ['ai', 'machinelearning', 'ml', 'llm', 'generativeai'],
  CLOUD_MONITORING: ['monitoring', 'observability', 'logging'],
  CLOUD_PROVIDER: ['cloud', 'cloudhosting', 'hosting', 'infrastructure', 'iaas', 'paas', 'cdn'],
  COLLABORATION: ['communication', 'productivity', 'messaging', 'videoconferencing'],
  CONSULTING: ['legal', 'legalservices', 'professionalservices', 'accountingfirm', 'audit', 'consultancy'],
  CUSTOMER_SUPPORT: ['support', 'helpdesk', 'customerservice', 'customersuccess', 'contactcenter'],
  DATA_STORAGE_AND_PROCESSING: [
    'database',
    'datawarehouse',
    'storage',
    'dataprocessing',
    'datastorage',
    'data',
  ],
  DOCUMENT_MANAGEMENT: ['documents', 'esignature', 'contentmanagement'],
  EMPLOYEE_MANAGEMENT: ['hr', 'humanresources', 'payroll', 'hris', 'benefits', 'people'],
  ENGINEERING: ['development', 'developertools', 'devtools', 'devops', 'softwaredevelopment'],
  FINANCE: ['accounting', 'banking', 'billing', 'tax', 'expensemanagement'],
  HEALTHCARE: ['health', 'medical'],
  IDENTITY_PROVIDER: ['identity', 'authentication', 'sso', 'iam', 'identityandaccessmanagement'],
  IT: ['informationtechnology', 'itservices', 'mdm', 'devicemanagement'],
  LOGISTICS: ['shipping', 'delivery', 'transport', 'fulfilment', 'fulfillment'],
  MARKETING: ['marketingautomation', 'emailmarketing', 'email', 'socialmedia'],
  PASSWORD_MANAGEMENT: ['passwordmanager', 'passwords', 'secretsmanagement'],
  PAYMENTS: ['payment', 'paymentprocessor', 'paymentprocessing'],
  PRODUCT_AND_DESIGN: ['product', 'design', 'productmanagement', 'ux'],
  RECRUITING: ['recruitment', 'hiring', 'ats', 'talentacquisition'],
  SALES: ['crm', 'salesenablement'],
  SECURITY: [
    'cybersecurity',
    'infosec',
    'informationsecurity',
    'endpointsecurity',
    'vulnerabilitymanagement',
  ],
  TELECOMMUNICATIONS: ['telecom', 'telecoms', 'telephony', 'voip'],
  VERSION_CONTROL: ['sourcecontrol', 'codehosting', 'git'],
  OTHER: ['others', 'misc', 'miscellaneous', 'unknown', 'none'],
};

const bare = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/[^\p{L}\p{N}]/gu, '');

const byName = new Map(
  vendorCategories.flatMap((code) =>
    [bare(code), ...(calledElsewhere[code] ?? [])].map((name) => [name, code] as const),
  ),
);

/** Our code for a category as another list calls it; null when no code means the same. */
export function categoryNamed(text: string): VendorCategory | null {
  return byName.get(bare(text)) ?? null;
}
