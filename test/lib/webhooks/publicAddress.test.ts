import { isLoopbackAddress, isPublicAddress } from '../../../lib/webhooks/publicAddress.ts';

test.each([
  ['1.1.1.1'],
  ['8.8.8.8'],
  ['100.63.255.255'],
  ['100.128.0.0'],
  ['172.15.255.255'],
  ['172.32.0.0'],
  ['198.17.255.255'],
  ['223.255.255.255'],
  ['2606:4700:4700::1111'],
  ['2a00:1450:4001::200e'],
  ['::ffff:8.8.8.8'],
  ['::ffff:808:808'],
])('%s is a public address', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ['this network', '0.0.0.0', '0.255.255.255'],
  ['private use', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
  ['carrier-grade NAT', '100.64.0.1', '100.127.255.255'],
  ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
  ['link-local', '169.254.169.254', '169.254.170.2', 'fe80::1', 'febf::1', 'fe80::1%eth0'],
  ['protocol assignments', '192.0.0.1', '192.0.0.170', '2001::1', '2001:1ff:ffff::1'],
  ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  ['benchmarks', '198.18.0.1', '198.19.255.255', '2001:2::1'],
  ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
  ['reserved, and broadcast', '240.0.0.1', '255.255.255.255', '4000::1', '5f00::1', '100::1'],
  ['6to4 and its relays', '2002:7f00:1::', '2002:a9fe:a9fe::1', '192.88.99.1'],
  ['NAT64', '64:ff9b::7f00:1', '64:ff9b::808:808', '64:ff9b:1::1'],
  ['IPv4-mapped', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '::ffff:10.0.0.1', '::ffff:6440:1'],
  ['IPv4-compatible', '::127.0.0.1', '::7f00:1', '::808:808'],
  ['IPv4-translated', '::ffff:0:7f00:1'],
  ['unique-local', 'fc00::1', 'fd00:ec2::254'],
  ['site-local', 'fec0::1'],
  ['unspecified', '::'],
  ['not an address', '', 'localhost', '2130706433', '0x7f.1', '127.1', '[::1]', '1.2.3.4.5'],
])('addresses of the kind "%s" are not public', (_, ...addresses) => {
  expect(addresses.filter((address) => isPublicAddress(address))).toEqual([]);
});

test('only 127.0.0.0/8 and ::1 in canonical form are loopback addresses', () => {
  const yes = ['127.0.0.1', '127.8.9.10', '::1'];
  const no = ['::ffff:127.0.0.1', '::127.0.0.1', '0.0.0.0', '::', '128.0.0.1', 'localhost', '::1%lo', '8.8.8.8'];
  expect(yes.filter((address) => !isLoopbackAddress(address))).toEqual([]);
  expect(no.filter((address) => isLoopbackAddress(address))).toEqual([]);
});
