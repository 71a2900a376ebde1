import { BlockList, isIP } from 'node:net';

/**
 * What is not globally reachable, though it lies in the unicast space of its version. From IANA's registries of
 * special-purpose addresses (https://www.iana.org/assignments/iana-ipv4-special-registry,
 * https://www.iana.org/assignments/iana-ipv6-special-registry) and of multicast addresses.
 */
const special4 = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private use
  ['100.64.0.0', 10], // behind a carrier's NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local: the metadata services of clouds
  ['172.16.0.0', 12], // private use
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays, deprecated
  ['192.168.0.0', 16], // private use
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
] as const;

const special6 = [
  ['2001::', 23], // protocol assignments: Teredo, benchmarks, ORCHID
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: an IPv4 address in disguise
  ['3fff::', 20], // documentation
] as const;

const notPublic = new BlockList();
for (const [net, prefix] of special4) notPublic.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of special6) notPublic.addSubnet(net, prefix, 'ipv6');

/**
 * All that is given out of IPv6 as global unicast. What lies outside is refused unseen: unique-local (fc00::/7),
 * link-local, site-local, multicast, loopback, NAT64 (64:ff9b::/96, 64:ff9b:1::/48), IPv4-compatible (::/96).
 */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

const mapped = new BlockList();
mapped.addSubnet('::ffff:0:0', 96, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Whether an address is a unicast one of the public internet. An IPv4 address written as IPv6 (`::ffff:…`) is judged as
 * the IPv4 address that it is; what is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublic.check(address, 'ipv4');
    case 6:
      // A zone (`%eth0`) belongs to link-local addresses alone.
      if (address.includes('%')) return false;
      // Node looks a mapped address up among the IPv4 ones.
      return (
        (mapped.check(address, 'ipv6') || globalUnicast.check(address, 'ipv6')) && !notPublic.check(address, 'ipv6')
      );
    default:
      return false;
  }
}

/** Whether an address is 127.0.0.0/8 or ::1, in no other spelling. */
export function isLoopbackAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return loopback.check(address, 'ipv4');
    case 6:
      return !mapped.check(address, 'ipv6') && !address.includes('%') && loopback.check(address, 'ipv6');
    default:
      return false;
  }
}
