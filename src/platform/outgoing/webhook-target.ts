import { isIP } from 'node:net';
import { isLoopback, isPublicAddress } from './public-address.js';

export const targetProblems = {
  not_url: 'must be a whole address like https://hooks.example.com/keyholder',
  not_https: 'must begin with https://',
  credentials: 'must not hold a user name or password',
  port: 'may name port 443 or 8443 only',
  not_public: 'must lead to the public Internet, not into a network of its own',
} as const;
export type TargetProblem = keyof typeof targetProblems;
export type WebhookTarget = Readonly<{ url: URL; loopback: boolean }> | Readonly<{ problem: TargetProblem }>;

const inwardName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|arpa|onion|test|invalid)$/;

/** Where a webhook may lead, as far as its text says; the address behind a name is checked when it is connected to. */
export function webhookTarget(text: string, loopbackAllowed: boolean): WebhookTarget {
  if (/[\u0000-\u0020\u007f]/.test(text) || !URL.canParse(text)) return { problem: 'not_url' };
  const url = new URL(text);
  const loopback = loopbackAllowed && url.protocol === 'http:' && isLoopback(bareHost(url));
  const problem = problemOf(url, loopback);
  return problem ? { problem } : { url, loopback };
}

function problemOf(url: URL, loopback: boolean): TargetProblem | null {
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (loopback) return null;
  if (url.protocol !== 'https:') return 'not_https';
  if (!['', '8443'].includes(url.port)) return 'port';
  return leadsOutside(bareHost(url)) ? null : 'not_public';
}

function leadsOutside(host: string): boolean {
  if (isIP(host) > 0) return isPublicAddress(host);
  return host.includes('.') && !inwardName.test(host);
}

/** The host without the brackets of IPv6 and the dot of the root. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$|\.$/g, '');
}
