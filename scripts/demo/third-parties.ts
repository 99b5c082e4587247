import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

type Entity = Readonly<{
  name: string;
  company?: string;
  homepage?: string;
  category: string;
  domains: readonly string[];
  totalOccurrences?: number;
}>;

export type ThirdParty = Readonly<{ name: string; website: string; domains: string[]; categories: string[] }>;

const categories: Readonly<Record<string, string>> = {
  ad: 'ADVERTISING',
  analytics: 'ANALYTICS',
  cdn: 'CLOUD_PROVIDER',
  'consent-provider': 'IT',
  'customer-success': 'CUSTOMER_SUPPORT',
  hosting: 'CLOUD_PROVIDER',
  marketing: 'MARKETING',
  social: 'MARKETING',
  'tag-manager': 'ANALYTICS',
  utility: 'ENGINEERING',
};
const mostDomains = 10;

/**
 * Companies whose code runs on other people's web sites, the most frequent first: the package third-party-web (MIT), from
 * HTTP Archive. Only who they are is taken from it; nothing in the demonstration judges them.
 */
export function thirdParties(wanted: number): ThirdParty[] {
  const file = createRequire(import.meta.url).resolve('third-party-web/dist/entities.json');
  const entities = JSON.parse(readFileSync(file, 'utf8')) as Entity[];
  const taken = new Set<string>();
  const companies = new Map<string, ThirdParty>();
  for (const entity of [...entities].sort(byFrequency)) {
    const category = categories[entity.category];
    const website = entity.homepage;
    if (category === undefined || website === undefined || !isPlain(website)) continue;
    const name = (entity.company ?? entity.name).normalize('NFC').trim();
    if (companies.has(name.toLowerCase()) || companies.size === wanted) continue;
    const domains = [...new Set(entity.domains.map((domain) => domain.replace(/^\*\./, '')))]
      .filter((domain) => isPlain(`https://${domain}`) && !taken.has(domain))
      .slice(0, mostDomains);
    if (domains.length === 0) continue;
    for (const domain of domains) taken.add(domain);
    companies.set(name.toLowerCase(), { name, website, domains, categories: [category] });
  }
  return [...companies.values()];
}

const byFrequency = (a: Entity, b: Entity) => (b.totalOccurrences ?? 0) - (a.totalOccurrences ?? 0);
const isPlain = (address: string) => URL.canParse(address) && new URL(address).hostname.includes('.');
