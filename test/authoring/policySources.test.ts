import { policiesOfIam } from '../../authoring/policySources.ts';
import { rootOf, tenant, useAws } from '../local/aws/clients.ts';

let aws: Awaited<ReturnType<typeof useAws>>['aws'];
const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = rootOf(tenant);
const before = { ...process.env };
beforeAll(async () => {
  ({ aws } = await useAws());
  Object.assign(process.env, {
    ...{ AWS_ENDPOINT_URL: aws.url, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY },
  });
});
afterAll(async () => {
  process.env = before;
  await aws.close();
});

test('the document of a policy is read from IAM with the credentials of the environment', async () => {
  const source = await policiesOfIam();
  expect(await source('AmazonEC2FullAccess')).toEqual({
    version: expect.stringMatching(/^v\d+$/),
    updatedAt: expect.any(String),
    document: expect.objectContaining({ Version: '2012-10-17', Statement: expect.any(Array) }),
  });
});

test('a policy that IAM does not have is undefined, and any other failure is thrown', async () => {
  const source = await policiesOfIam();
  expect(await source('NoSuchPolicy')).toBeUndefined();
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIAIOSFODNN7EXAMPLE';
  const other = await policiesOfIam();
  await expect(other('AmazonEC2FullAccess')).rejects.toThrow();
});
