import { endpointOf } from '../../../../lib/gateways/aws/endpoint.ts';

const own = { AWS_REGION: 'eu-west-1' };
const url = (service: string, env: NodeJS.ProcessEnv) => endpointOf(service, 'aws', env).url.href;

test.each([
  { partition: 'aws', region: 'eu-west-1', host: 'dynamodb.eu-west-1.amazonaws.com' },
  { partition: 'aws-us-gov', region: 'us-gov-west-1', host: 'dynamodb.us-gov-west-1.amazonaws.com' },
  { partition: 'aws-cn', region: 'cn-north-1', host: 'dynamodb.cn-north-1.amazonaws.com.cn' },
] as const)('in $partition a service is called at $host', ({ partition, region, host }) => {
  expect(endpointOf('dynamodb', partition, { AWS_REGION: region })).toEqual({
    region,
    url: new URL(`https://${host}`),
  });
});

test('the environment names another URL for all services, or for one, which counts more', () => {
  const env = { ...own, AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9324/sqs' };
  expect(url('dynamodb', env)).toBe('http://127.0.0.1:4566/');
  expect(url('sqs', env)).toBe('http://127.0.0.1:9324/sqs');
  expect(url('sqs', { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' })).toBe(
    'https://sqs.eu-west-1.amazonaws.com/',
  );
});

test('STS is called in the region that is named for it, whatever the function’s own is', () => {
  expect(endpointOf('sts', 'aws', own, 'us-east-1')).toEqual({
    region: 'us-east-1',
    url: new URL('https://sts.us-east-1.amazonaws.com'),
  });
});

test.each([undefined, ''])('without a region (%j) it does not start', (region) => {
  expect(() => endpointOf('sqs', 'aws', { AWS_REGION: region })).toThrow('AWS_REGION must be in the environment.');
});
