import { configuredEndpoint } from '../../../../lib/gateways/aws/endpoint.ts';

test('the environment can set a URL for all services or for one, and the latter takes precedence', () => {
  const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9324/sqs' };
  expect(configuredEndpoint('dynamodb', env)).toBe('http://127.0.0.1:4566');
  expect(configuredEndpoint('sqs', env)).toBe('http://127.0.0.1:9324/sqs');
});

test.each([
  [{}],
  [{ AWS_ENDPOINT_URL: '' }],
  [{ AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9324' }],
  [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }],
])('with %j in the environment, a service is called at its own endpoint', (env) => {
  expect(configuredEndpoint('dynamodb', env)).toBeUndefined();
});
