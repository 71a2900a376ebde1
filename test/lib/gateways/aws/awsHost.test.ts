import { STSClient } from '@aws-sdk/client-sts';
import { isAwsHost } from '../../../../lib/gateways/aws/awsHost.ts';
import { partitionNames, partitions } from '../../../../lib/core/partitions.ts';

/** Returns the hosts of STS in a region for the SDK's settings: default, FIPS and dual stack. */
function hostsIn(region: string): readonly string[] {
  const { endpointProvider } = new STSClient({ region }).config;
  return [{}, { UseFIPS: true }, { UseDualStack: true }].map(
    (how) => endpointProvider({ Region: region, UseGlobalEndpoint: false, ...how }).url.hostname,
  );
}

test.each([
  ...partitionNames.flatMap((partition) => partitions[partition].regions.flatMap(hostsIn)),
  'sts.amazonaws.com',
  'STS.AmazonAWS.com.',
  'sts.us-east-1.api.aws',
  'sts.cn-north-1.api.amazonwebservices.com.cn',
  'vpce-0a-1b.sts.eu-west-1.vpce.amazonaws.com',
])('%s belongs to AWS', (host) => {
  expect(isAwsHost(new URL(`https://${host}`).hostname)).toBe(true);
});

test.each(['127.0.0.1', 'localhost', 'localstack', 'amazonaws.com.example', 'notamazonaws.com', '[::1]'])(
  '%s does not belong to AWS',
  (host) => {
    expect(isAwsHost(new URL(`https://${host}`).hostname)).toBe(false);
  },
);
