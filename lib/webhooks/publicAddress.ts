import { BlockList, isIP } from 'node:net';

/**
 * The networks that are not globally reachable, for IPv4 and for the global unicast space of IPv6. From IANA's
 * registries of special-purpose addresses (https://www.iana.org/assignments/iana-ipv4-special-registry,
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
  ['2002::', 16], // 6to4: contains an IPv4 address
  ['3fff::', 20], // documentation
] as const;

const notPublic = new BlockList();
for (const [net, prefix] of special4) notPublic.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of special6) notPublic.addSubnet(net, prefix, 'ipv6');

/**
 * The IPv6 space that IANA assigns as global unicast. All addresses outside it are refused: unique-local (fc00::/7),
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
 * Whether the text is a unicast address of the public internet. An IPv4-mapped IPv6 address (`::ffff:…`) is treated as
 * the IPv4 address. Returns false for a text that is not an IP address.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublic.check(address, 'ipv4');
    case 6:
      // Only link-local addresses have a zone (`%eth0`).
      if (address.includes('%')) return false;
      // For an IPv4-mapped address, Node's BlockList also checks the IPv4 networks.
      return (
        (mapped.check(address, 'ipv6') || globalUnicast.check(address, 'ipv6')) && !notPublic.check(address, 'ipv6')
      );
    default:
      return false;
  }
}

/** Whether an address is in 127.0.0.0/8 or is ::1. Returns false for an IPv4-mapped address or one with a zone. */
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
