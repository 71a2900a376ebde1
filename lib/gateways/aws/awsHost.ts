/**
 * Domains below which AWS itself answers, in every partition (https://docs.aws.amazon.com/general/latest/gr/rande.html,
 * and the `dnsSuffix` and `dualStackDnsSuffix` of the SDKs' partitions.json).
 */
const awsDomains = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonwebservices.com.cn',
  'amazonaws.eu',
  'api.aws',
  'amazonaws-eu-isoe.com',
  'cloud.adc-e.uk',
  'csp.hci.ic.gov',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'aws.ic.gov',
  'aws.scloud',
  'aws.dev',
  'on.aws',
];

/** Whether a host is AWS's own, and no emulator: a hostname as `URL` gives it. */
export function isAwsHost(hostname: string): boolean {
  // A dot at the end is the same name.
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return awsDomains.some((domain) => name === domain || name.endsWith(`.${domain}`));
}
