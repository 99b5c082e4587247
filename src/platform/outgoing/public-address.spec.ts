import fc from 'fast-check';
import { isPublicAddress } from './public-address.js';
import { webhookTarget } from './webhook-target.js';

const closed = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1'],
  ...['127.255.255.254', '169.254.169.254', '169.254.0.1', '172.16.0.1', '172.31.255.255', '192.0.0.8'],
  ...['192.0.2.1', '192.88.99.1', '192.168.0.1', '198.18.0.1', '198.19.255.255', '198.51.100.1'],
  ...['203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::127.0.0.1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1'],
  ...[
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:2::1',
    '2001:10::1',
  ],
  ...[
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
  ],
  ...['fec0::1', 'ff02::1', '', 'localhost', '8.8.8', '0x7f.1', '２１３.0.0.1'],
];
const open = [
  '8.8.8.8',
  '1.1.1.1',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.1.1',
];
const open6 = ['2606:4700:4700::1111', '2a00:1450:4001::1', '2001:4860:4860::8888', '2400:cb00::1'];

describe('an address', () => {
  it.each(closed)('%s is not of the public Internet', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each([...open, ...open6])('%s is', (address) => expect(isPublicAddress(address)).toBe(true));

  it('in IPv6 that carries one of IPv4 within is never public', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom('::ffff:', '::', '64:ff9b::'), (inner, prefix) => {
        expect(isPublicAddress(prefix + inner)).toBe(false);
      }),
    );
  });

  it('of the private blocks is never public, whatever follows', () => {
    const byte = fc.nat(255);
    fc.assert(
      fc.property(fc.constantFrom('10', '127', '0'), byte, byte, byte, (first, b, c, d) => {
        expect(isPublicAddress(`${first}.${b}.${c}.${d}`)).toBe(false);
      }),
    );
  });
});

describe('the target of a webhook', () => {
  const problem = (url: string, loopback = false) => {
    const target = webhookTarget(url, loopback);
    return 'problem' in target ? target.problem : null;
  };

  it.each([
    ...[
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f000001/',
      'https://0177.0.0.1/',
      'https://127.1/',
    ],
    ...['https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::127.0.0.1]/', 'https://１２７.0.0.1/'],
    ...['https://169.254.169.254/latest/meta-data', 'https://[fd00:ec2::254]/', 'https://127.0.0.1./'],
    ...[
      'https://localhost/',
      'https://intranet/',
      'https://db.local/',
      'https://x.localhost/',
      'https://a.internal/',
    ],
  ])('%s lies within', (url) => expect(problem(url)).toBe('not_public'));

  it.each([
    ['http://hooks.example.com/', 'not_https'],
    ['ftp://hooks.example.com/', 'not_https'],
    ['https://hooks.example.com:22/', 'port'],
    ['https://user:word@hooks.example.com/', 'credentials'],
    ['https://', 'not_url'],
    ['/relative', 'not_url'],
    ['https://hooks.example.com/\r\nX: y', 'not_url'],
  ])('%s is refused: %s', (url, why) => expect(problem(url)).toBe(why));

  it.each(['https://hooks.example.com/in?x=1', 'https://hooks.example.com:8443/', 'https://8.8.8.8/'])(
    '%s is fine',
    (url) => expect(problem(url)).toBeNull(),
  );

  it('may be this machine over http where the configuration says so, and no other', () => {
    expect(problem('http://127.0.0.1:9999/in', true)).toBeNull();
    expect(problem('http://[::1]:9999/in', true)).toBeNull();
    expect(problem('http://10.0.0.1/in', true)).toBe('not_https');
    expect(problem('https://10.0.0.1/in', true)).toBe('not_public');
  });
});
