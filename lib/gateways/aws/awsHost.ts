/**
 * The domains of AWS's own endpoints in every partition (https://docs.aws.amazon.com/general/latest/gr/rande.html, and
 * the `dnsSuffix` and `dualStackDnsSuffix` in the SDKs' partitions.json).
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

/** Whether a host belongs to AWS and not to an emulator. `hostname` is a host name as `URL` returns it. */
export function isAwsHost(hostname: string): boolean {
  // A host name with a dot at the end is the same name.
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return awsDomains.some((domain) => name === domain || name.endsWith(`.${domain}`));
}
