import type { ControlDomain } from '../../../reference-data/codes.js';

/** In this order: the first that is mentioned wins. */
const mentions: readonly (readonly [ControlDomain, RegExp])[] = [
  ['TRANSFERS', /\b(cross-border|international transfer|third countr|standard contractual)/i],
  ['PRIVACY', /\b(privacy|personal data|gdpr|data subject|data protection)/i],
  ['SUPPLY_CHAIN', /\b(sub-?processor|supplier|supply chain|third[- ]part|vendor|subcontract)/i],
  ['ARTIFICIAL_INTELLIGENCE', /\b(artificial intelligence|machine learning|ai model)/i],
  ['CRYPTOGRAPHY', /\b(encrypt|cryptograph|crypto|tls|ssl|https|cipher|key management)/i],
  [
    'ACCESS_CONTROL',
    /\b(access control|authenticat|authoriz|authoris|password|sign-on|sso|login|session|cookie|logical access)/i,
  ],
  ['PHYSICAL_SECURITY', /\b(physical|data cent(er|re)|office|badge|swipe card|visitor|building)/i],
  ['INCIDENT_MANAGEMENT', /\b(incident|breach)/i],
  ['VULNERABILITY_MANAGEMENT', /\b(vulnerabilit|patch|penetration|bug bounty|time to fix)/i],
  [
    'SECURE_DEVELOPMENT',
    /\b(develop|source code|code review|xss|csrf|xsrf|sql|injection|web application|build and release|unit test|libraries|browser)/i,
  ],
  ['LOGGING_AND_MONITORING', /\b(logging|logs?\b|monitor|audit trail)/i],
  ['BUSINESS_CONTINUITY', /\b(backup|disaster|continuity|recovery|outage|generator)/i],
  ['NETWORK_SECURITY', /\b(network|firewall|wi-?fi|vpn|segmentation)/i],
  ['DATA_LIFECYCLE', /\b(retention|deletion|sanitiz|disposal|data handling|data flow|list of data)/i],
  ['PEOPLE', /\b(training|awareness|employee|staff|background check|screening)/i],
  ['ASSET_MANAGEMENT', /\b(asset|inventory|device)/i],
  ['RISK_MANAGEMENT', /\brisk/i],
  ['ASSURANCE', /\b(self-assessment|certif|compliance|soc 2|iso ?27001|external testing|customer testing)/i],
  ['OPERATIONS', /\b(change management|operation|configuration|hardening)/i],
];

/** The domain that the first of these texts speaks of; governance when none does. */
export function guessedDomain(...texts: readonly string[]): ControlDomain {
  for (const text of texts) for (const [domain, mention] of mentions) if (mention.test(text)) return domain;
  return 'GOVERNANCE';
}
