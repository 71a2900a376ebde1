import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { DescribeLimitsCommand, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { HttpRequest } from '@smithy/protocol-http';
import { rootOf, tenant, useAws, vendor } from './clients.ts';

let local: Awaited<ReturnType<typeof useAws>>;

beforeAll(async () => {
  local = await useAws();
});

afterAll(() => local.aws.close());

test('one port serves all four services to the vendor', async () => {
  const identity = await local.sts().send(new GetCallerIdentityCommand());
  expect(identity.Account).toBe('999988887777');
  const tables = await local.dynamoDb().send(new ListTablesCommand());
  expect(tables.TableNames).toEqual(['latchkey-state']);
  const queue = await local.sqs().send(new GetQueueUrlCommand({ QueueName: 'latchkey-work' }));
  expect(queue.QueueUrl).toBe(`${local.aws.url}/999988887777/latchkey-work`);
  const users = await local.iam().send(new ListUsersCommand());
  expect(users.Users).toEqual([]);
});

test('an item is read back as it was written', async () => {
  const Item = { pk: { S: 'a' }, sk: { S: 'b' }, n: { N: '1' } };
  await local.dynamoDb().send(new PutItemCommand({ TableName: 'latchkey-state', Item }));
  const Key = { pk: { S: 'a' }, sk: { S: 'b' } };
  expect((await local.dynamoDb().send(new GetItemCommand({ TableName: 'latchkey-state', Key }))).Item).toEqual(Item);
});

test.each([
  ['sts', 'SignatureDoesNotMatch', 403],
  ['iam', 'SignatureDoesNotMatch', 403],
  ['dynamodb', 'InvalidSignatureException', 400],
  ['sqs', 'SignatureDoesNotMatch', 400],
] as const)('a signature with the wrong secret is refused by %s with %s', async (service, name, httpStatusCode) => {
  const call = calls(service, { ...(service === 'iam' ? rootOf(tenant) : vendor), secretAccessKey: 'wrong' });
  await expect(call).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
});

test.each([
  ['sts', 'InvalidClientTokenId'],
  ['iam', 'InvalidClientTokenId'],
  ['dynamodb', 'UnrecognizedClientException'],
  ['sqs', 'InvalidClientTokenId'],
] as const)('a key that nobody has is refused by %s with %s', async (service, name) => {
  await expect(calls(service, { accessKeyId: 'AKIANOBODYNOBODYNOBO', secretAccessKey: 'test' })).rejects.toMatchObject({
    name,
  });
});

test.each(['dynamodb', 'sqs'] as const)('%s belongs to the vendor: another account is denied', async (service) => {
  await expect(calls(service, rootOf(tenant))).rejects.toMatchObject({ name: expect.stringMatching(/^AccessDenied/) });
});

test('DynamoDB refuses an operation that it does not have, and a body that is not JSON', async () => {
  const client = local.dynamoDb();
  await expect(client.send(new DescribeLimitsCommand())).rejects.toMatchObject({ name: 'UnknownOperationException' });
  client.middlewareStack.add(
    (next) => (args) => {
      // As long as the body of the command, which is {}.
      if (HttpRequest.isInstance(args.request)) args.request.body = '{{';
      return next(args);
    },
    { step: 'build' },
  );
  await expect(client.send(new ListTablesCommand())).rejects.toMatchObject({ name: 'SerializationException' });
});

test('a request signed more than 15 minutes ago is refused', async () => {
  const late = await useAws({ clock: () => Date.now() + 16 * 60_000 });
  const call = late.sts().send(new GetCallerIdentityCommand());
  await expect(call).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
    message: expect.stringMatching(/^Signature expired: .* - 15 min\.\)$/),
  });
  await late.aws.close();
});

test('a body changed after signing is refused', async () => {
  const client = local.iam();
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (HttpRequest.isInstance(request)) request.body = String(request.body).replace('signed', 'forged');
      return next(args);
    },
    { step: 'deserialize', priority: 'low' },
  );
  await expect(client.send(new CreateUserCommand({ UserName: 'signed' }))).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
  });
});

test.each(['constructor', 'toString', '__proto__'])(
  'a signature of a header %s that is not sent is refused',
  async (name) => {
    const date = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const authorization = `AWS4-HMAC-SHA256 Credential=${tenant}/${date.slice(0, 8)}/us-east-1/iam/aws4_request, SignedHeaders=host;${name}, Signature=${'0'.repeat(64)}`;
    const answer = await fetch(local.aws.url, { method: 'POST', headers: { authorization, 'x-amz-date': date } });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')]);
  },
);

test.each([
  ['nothing that names a service', {}, 403, 'MissingAuthenticationToken'],
  [
    'DynamoDB without a signature',
    { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
    400,
    'MissingAuthenticationTokenException',
  ],
])('a request without a signature is refused: %s', async (_, headers, status, code) => {
  const answer = await fetch(local.aws.url, { method: 'POST', headers });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain(code);
});

function calls(service: 'sts' | 'iam' | 'dynamodb' | 'sqs', credentials: typeof vendor): Promise<unknown> {
  if (service === 'sts') return local.sts(credentials).send(new GetCallerIdentityCommand());
  if (service === 'iam') return local.iam(credentials).send(new ListUsersCommand());
  if (service === 'dynamodb') return local.dynamoDb(credentials).send(new ListTablesCommand());
  return local.sqs(credentials).send(new GetQueueUrlCommand({ QueueName: 'latchkey-work' }));
}
