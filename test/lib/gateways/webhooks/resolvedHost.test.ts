import { loopback, resolverOf, senderWith } from '../../../support/senders.ts';
import { startReceiver, startSocketReceiver } from '../../../support/receiver.ts';

/** A receiver that must never be reached. It counts its connections. */
let inside: Awaited<ReturnType<typeof startSocketReceiver>>;

beforeAll(async () => {
  inside = await startSocketReceiver((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
});
afterAll(() => inside.close());
afterEach(() => {
  expect(inside.connections()).toBe(0);
});

/**
 * Rules that allow any public host at the port of the receiver, so that only the address decides. The timeout is short,
 * for tries that leave this machine.
 */
const parts = () => ({ rules: { hosts: [], ports: [inside.port], admitsLoopback: false }, timeoutMs: 1000 });
const named = () => `https://hooks.vendor.example:${String(inside.port)}/latest/meta-data`;

test.each([
  '127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::1',
  '0.0.0.0',
  '::',
  '169.254.169.254',
  '::ffff:169.254.169.254',
  'fd00:ec2::254',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '192.0.2.1',
  '198.51.100.1',
  '203.0.113.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  'fe80::1',
  'fc00::1',
  'ff02::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '64:ff9b::7f00:1',
])('a name that resolves to %s is refused when the socket connects', async (address) => {
  const { resolve, asked } = resolverOf(address);
  const result = await senderWith({ ...parts(), resolve })(named());
  expect(result).toMatchObject({
    outcome: 'refused',
    error: `hooks.vendor.example leads to ${address}, which is not a public internet address.`,
  });
  expect(asked).toEqual(['hooks.vendor.example']);
});

test.each([
  ['first', ['2d00::1', '127.0.0.1']],
  ['last', ['127.0.0.1', '2d00::1']],
])(
  'a name that resolves to a public and a private address is refused, with the public address %s',
  async (_, addresses) => {
    const { resolve } = resolverOf(...addresses);
    expect(await senderWith({ ...parts(), resolve })(named())).toMatchObject({ outcome: 'refused' });
  },
);

test('if a resolver returns a public address first and a private one later, nothing is sent to the private one, because the socket connects only to a checked address', async () => {
  // An address in a block that IANA has not assigned: the rules treat it as public, and nothing answers there.
  const answers = [
    resolverOf('2d00::1'),
    resolverOf('169.254.169.254'),
    resolverOf('127.0.0.1'),
    resolverOf('127.0.0.1'),
  ];
  const asked: string[] = [];
  const resolve = (host: string) => (answers[asked.push(host) - 1] ?? resolverOf('127.0.0.1')).resolve(host);
  const send = senderWith({ ...parts(), resolve });
  const outcomes = [await send(named()), await send(named()), await send(named())].map(({ outcome }) => outcome);
  expect(outcomes).toEqual(['retry', 'refused', 'refused']);
  expect(asked).toHaveLength(3);
});

test.each([
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '017700000001',
  '0177.0.0.1',
  '0',
  '0.0.0.0',
  '127.0.0.1.',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[::]',
  'localhost',
  'localhost.',
  'LOCALHOST',
  'foo.localhost',
])('https://%s is refused without a name resolution', async (host) => {
  const { resolve, asked } = resolverOf('127.0.0.1');
  const result = await senderWith({ ...parts(), resolve })(`https://${host}:${String(inside.port)}/`);
  expect(result).toMatchObject({
    outcome: 'refused',
    error: expect.stringMatching(/^The URL must lead to a public host/),
  });
  expect(asked).toEqual([]);
});

test.each([
  ['credentials', (port: number) => `https://user:pw@hooks.vendor.example:${String(port)}/`],
  ['another port', () => 'https://hooks.vendor.example:9200/'],
  ['plain HTTP', (port: number) => `http://hooks.vendor.example:${String(port)}/`],
  ['plain HTTP to loopback', (port: number) => `http://127.0.0.1:${String(port)}/`],
  ['another scheme', (port: number) => `gopher://hooks.vendor.example:${String(port)}/`],
])('a URL with %s is refused without a name resolution', async (_, urlAt) => {
  const { resolve, asked } = resolverOf('127.0.0.1');
  expect(await senderWith({ ...parts(), resolve })(urlAt(inside.port))).toMatchObject({ outcome: 'refused' });
  expect(asked).toEqual([]);
});

test('if loopback addresses are allowed, a name that resolves to one is still refused', async () => {
  const rules = { ...loopback, ports: [inside.port] };
  const { resolve } = resolverOf('127.0.0.1');
  const send = senderWith({ ...parts(), rules, resolve });
  expect(await send(named())).toMatchObject({ outcome: 'refused' });
  expect(await send(named().replace('https:', 'http:'))).toMatchObject({ outcome: 'refused' });
});

test.each([301, 302, 303, 307, 308])('a redirect (%i) is a failed try and is not followed', async (status) => {
  const location = `http://127.0.0.1:${String(inside.port)}/`;
  const receiver = await startReceiver(() => ({ status, headers: { location } }));
  const result = await senderWith({ rules: loopback })(`${receiver.url}/hooks`);
  await receiver.close();
  expect(result).toMatchObject({ outcome: 'retry', status });
});
