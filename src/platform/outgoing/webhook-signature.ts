import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** In the format of Standard Webhooks: 256 random bits in base64 after a prefix that secret scanners know. */
export const newWebhookSecret = (): string => prefix + randomBytes(32).toString('base64');

export type Signed = Readonly<{ id: string; at: Date; body: string }>;

/** The headers of Standard Webhooks: which message, when it was sent, and HMAC-SHA256 over both and the body. */
export function webhookHeaders(secret: string, { id, at, body }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'user-agent': 'Keyholder-Webhooks',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
