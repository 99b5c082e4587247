import type { LookupAddress } from 'node:dns';
import { guardedLookup } from './web-post.js';
import { newWebhookSecret, webhookHeaders } from './webhook-signature.js';

describe('a signature', () => {
  it('is that of the published example of Standard Webhooks', () => {
    const headers = webhookHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: new Date(1_614_265_330_000),
      body: '{"test": 2432232314}',
    });
    expect(headers).toMatchObject({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is made with 256 bits of chance', () => {
    expect(Buffer.from(newWebhookSecret().slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(newWebhookSecret()).not.toBe(newWebhookSecret());
  });
});

describe('a name', () => {
  const looked = (addresses: LookupAddress[], all = true) =>
    new Promise<unknown>((done) =>
      guardedLookup((_host, answer) => answer(null, addresses))(
        'hooks.example.com',
        { all },
        (error, found) => done(error ? error.message : found),
      ),
    );
  const fine = { address: '8.8.8.8', family: 4 };
  const fine6 = { address: '2606:4700:4700::1111', family: 6 };

  it('leads to the addresses that were checked, and no others are asked for', async () => {
    expect(await looked([fine, fine6])).toEqual([fine, fine6]);
    expect(await looked([fine], false)).toBe('8.8.8.8');
  });

  it.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '::ffff:10.0.0.1', 'fd00::1'])(
    'that also has %s leads nowhere',
    async (address) => {
      expect(await looked([fine, { address, family: address.includes(':') ? 6 : 4 }])).toBe('not_public');
    },
  );

  it('without an address leads nowhere', async () => {
    expect(await looked([])).toBe('no_address');
  });
});
