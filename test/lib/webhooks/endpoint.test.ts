import { endpointProblem } from '../../../lib/webhooks/endpoint.ts';

const rules = { hosts: [], ports: [443, 8443], admitsLoopback: false };
const problemOf = (url: string) => endpointProblem(url, rules);

test.each([
  'https://vendor.example/hooks/latchkey',
  'https://vendor.example:8443/hooks?tenant=acme',
  'https://vendor.example:443',
  'https://vendor.example./hooks',
  'HTTPS://VENDOR.EXAMPLE/',
  'https://1.1.1.1/hooks',
  'https://[2606:4700:4700::1111]:8443/hooks',
  'https://localhost.example/hooks',
  'https://bücher.example/',
])('events may be sent to %s', (url) => {
  expect(problemOf(url)).toBeUndefined();
});

test.each<[string, RegExp, ...string[]]>([
  [
    'another scheme',
    /^must begin with https/,
    'http://vendor.example/',
    'ftp://vendor.example/',
    'ws://vendor.example/',
  ],
  [
    'no host',
    /^must be a URL/,
    'file:///etc/passwd',
    'data:text/plain,x',
    'javascript:1',
    'https://',
    'vendor.example',
  ],
  [
    'blanks and control characters',
    /^must be a URL/,
    ' https://vendor.example/',
    'https://vendor.example/\n',
    'https://ven\tdor.example/',
    '',
  ],
  ['too long', /^must be a URL/, `https://vendor.example/${'a'.repeat(2048)}`],
  [
    'credentials',
    /^must not contain a user name/,
    'https://user:pw@vendor.example/',
    'https://user@vendor.example/',
    'https://:pw@vendor.example/',
  ],
  ['a fragment', /^must not contain a #/, 'https://vendor.example/#a', 'https://vendor.example/#'],
  [
    'other ports',
    /^must use port 443 or 8443/,
    'https://vendor.example:22/',
    'https://vendor.example:80/',
    'https://vendor.example:9200/',
  ],
  [
    'localhost',
    /localhost\.$/,
    'https://localhost/',
    'https://localhost./',
    'https://LOCALHOST/',
    'https://LocalHost.:8443/',
    'https://foo.localhost/',
    'https://foo.localhost./',
    'https://localhost../',
  ],
  [
    'loopback',
    /127\.0\.0\.1 is not a public internet address/,
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://017700000001/',
    'https://0177.0.0.1/',
    'https://127.0.0.1./',
    'https://①②⑦.0.0.1/',
    'https://%31%32%37.0.0.1/',
  ],
  ['any interface', /0\.0\.0\.0 is not a public internet address/, 'https://0/', 'https://0.0.0.0/'],
  [
    'link-local',
    /169\.254\.169\.254 is not a public internet address/,
    'https://169.254.169.254/latest/meta-data',
    'https://2852039166/',
    'https://0xa9fea9fe/',
    'https://0251.0376.0251.0376/',
  ],
  [
    'private, shared, multicast, documentation',
    /is not a public internet address/,
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://224.0.0.1/',
    'https://192.0.2.1/',
    'https://203.0.113.9/',
  ],
  [
    'IPv6',
    /is not a public internet address/,
    'https://[::1]/',
    'https://[::]/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://[ff02::1]/',
    'https://[2001:db8::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
  ],
  [
    'IPv4 written as IPv6',
    /is not a public internet address/,
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
  ],
])('a URL is refused with a message that says why: %s', (_, sentence, ...urls) => {
  expect(urls.filter((url) => !sentence.test(problemOf(url) ?? ''))).toEqual([]);
});

describe('if the deployment names the allowed hosts', () => {
  const named = { ...rules, hosts: ['hooks.vendor.example', '.partner.example'] };

  test.each(['https://hooks.vendor.example/', 'https://HOOKS.vendor.example./', 'https://a.b.partner.example/x'])(
    '%s is one of them',
    (url) => {
      expect(endpointProblem(url, named)).toBeUndefined();
    },
  );

  test.each([
    'https://vendor.example/',
    'https://partner.example/',
    'https://evilpartner.example/',
    'https://hooks.vendor.example.evil.example/',
    'https://1.1.1.1/',
  ])('%s is refused, and the message names the allowed hosts', (url) => {
    expect(endpointProblem(url, named)).toBe(
      'must lead to a host that this deployment allows: hooks.vendor.example or *.partner.example.',
    );
  });
});

describe('if loopback addresses are allowed', () => {
  const local = { ...rules, hosts: ['vendor.example'], admitsLoopback: true };

  test.each(['http://127.0.0.1:5000/hooks', 'http://127.1.2.3/', 'http://[::1]:80/', 'http://2130706433:1/'])(
    '%s may be sent to',
    (url) => {
      expect(endpointProblem(url, local)).toBeUndefined();
    },
  );

  test.each([
    'http://vendor.example/',
    'http://localhost:5000/',
    'http://0.0.0.0:5000/',
    'http://[::]:5000/',
    'http://[::ffff:127.0.0.1]:5000/',
    'http://10.0.0.1:5000/',
    'http://169.254.169.254/',
    'https://127.0.0.1/',
    'https://[::1]/',
  ])('%s may not', (url) => {
    expect(endpointProblem(url, local)).toBeDefined();
  });

  test.each(['http://localhost:5000/', 'https://localhost/', 'http://my.localhost./', 'http://vendor.example/'])(
    'the answer to %s says which address works instead',
    (url) => {
      expect(endpointProblem(url, local)).toMatch(/http:\/\/127\.0\.0\.1 works on every port\.$/);
    },
  );
});
