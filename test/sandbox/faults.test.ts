import { CreateUserCommand, GetUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { rootOf, tenant, useAws } from '../local/aws/clients.ts';
import { eventually, eventuallyTrue } from '../support/eventually.ts';

let local: Awaited<ReturnType<typeof useAws>>;
let users = 0;

beforeAll(async () => {
  local = await useAws();
});

afterAll(() => local.aws.close());

beforeEach(async () => {
  await local.control('DELETE', 'faults');
  await local.control('DELETE', 'calls');
});

const fault = (operation: string, kind: string, rest: { readonly ms?: number; readonly times?: number } = {}) =>
  local.control('POST', 'faults', { operation, kind, ...rest });

/** Creates a user with a new name. Returns the result of the call, and whether the user exists. */
async function create() {
  const UserName = `user-${(users += 1)}`;
  const error: unknown = await local
    .iam()
    .send(new CreateUserCommand({ UserName }))
    .then(
      () => undefined,
      (failure: unknown) => failure,
    );
  await local.control('DELETE', 'faults');
  const there = await local
    .iam()
    .send(new GetUserCommand({ UserName }))
    .then(
      () => true,
      () => false,
    );
  return { error, there, name: error instanceof Error ? error.name : undefined };
}

test('delay: the call is executed after the delay, or when the faults are removed', async () => {
  await fault('iam:CreateUser', 'delay', { ms: 20 });
  expect((await create()).there).toBe(true);

  await fault('iam:CreateUser', 'delay', { ms: 3_600_000, times: 2 });
  const UserName = 'delayed';
  const creating = local.iam().send(new CreateUserCommand({ UserName }));
  const timesLeft = async () => JSON.stringify((await local.control('GET', 'faults')).json);
  await eventuallyTrue(async () => (await timesLeft()).includes('"times":1'), 'the call did not arrive');
  await expect(local.iam().send(new GetUserCommand({ UserName }))).rejects.toThrow(/cannot be found/);
  await local.control('DELETE', 'faults');
  expect((await creating).User?.UserName).toBe(UserName);
});

test('throttle: the call is refused and not carried out', async () => {
  await fault('iam:CreateUser', 'throttle');
  expect(await create()).toMatchObject({ name: 'Throttling', there: false });
});

test('fail-before: the call fails with a server error and is not carried out', async () => {
  await fault('iam:CreateUser', 'fail-before');
  expect(await create()).toMatchObject({ name: 'ServiceFailureException', there: false });
});

test('fail-after: the call is carried out, then fails with a server error', async () => {
  await fault('iam:CreateUser', 'fail-after');
  expect(await create()).toMatchObject({ name: 'ServiceFailureException', there: true });
});

test('lose-answer: the call is carried out, then the connection is closed without an answer', async () => {
  await fault('iam:CreateUser', 'lose-answer');
  expect(await create()).toMatchObject({ error: { message: expect.stringContaining('socket hang up') }, there: true });
});

test('appear-late: reads do not show the user until the time has passed', async () => {
  await fault('iam:CreateUser', 'appear-late', { ms: 2000 });
  const { there, error } = await create();
  expect({ there, error }).toEqual({ there: false, error: undefined });
  const find = () => local.iam().send(new GetUserCommand({ UserName: `user-${users}` }));
  const found = await eventually(() => find().catch(() => undefined), 'the user did not appear');
  expect(found.User?.UserName).toBe(`user-${users}`);
});

test('several faults apply to the same call: it is delayed twice, and the answer is lost', async () => {
  await fault('iam:*', 'delay', { ms: 10, times: 2 });
  await fault('*', 'delay', { ms: 10, times: 1 });
  await fault('iam:CreateUser', 'lose-answer');
  const UserName = `user-${(users += 1)}`;
  await expect(local.iam().send(new CreateUserCommand({ UserName }))).rejects.toThrow('socket hang up');
  expect((await local.control('GET', 'faults')).json).toEqual({
    faults: [
      { operation: 'iam:*', kind: 'delay', ms: 10, times: 1 },
      { operation: 'iam:CreateUser', kind: 'lose-answer' },
    ],
  });
  await local.control('DELETE', 'faults');
  expect((await local.iam().send(new GetUserCommand({ UserName }))).User?.UserName).toBe(UserName);
});

test('the number of times decreases with each call that the fault applies to, and with no other', async () => {
  await fault('iam:ListUsers', 'throttle', { times: 2 });
  const list = () =>
    local
      .iam()
      .send(new ListUsersCommand())
      .then(
        () => 'ok',
        (error: unknown) => (error instanceof Error ? error.name : ''),
      );
  await local.sts().send(new GetCallerIdentityCommand());
  expect([await list(), await list(), await list()]).toEqual(['Throttling', 'Throttling', 'ok']);
  expect((await local.control('GET', 'faults')).json).toEqual({ faults: [] });
});

test('a fault without a number of times applies until DELETE', async () => {
  await fault('*', 'throttle');
  await expect(local.dynamoDb().send(new ListTablesCommand())).rejects.toMatchObject({ name: 'ThrottlingException' });
  await expect(local.sqs().send(new GetQueueUrlCommand({ QueueName: 'latchkey-work' }))).rejects.toMatchObject({
    name: 'RequestThrottled',
  });
  await expect(local.sts().send(new GetCallerIdentityCommand())).rejects.toMatchObject({ name: 'Throttling' });
  await local.control('DELETE', 'faults');
  await expect(local.sts().send(new GetCallerIdentityCommand())).resolves.toBeDefined();
});

test.each([
  [{ operation: 'ec2:RunInstances', kind: 'throttle' }, 'operation must be *, or a service and an action'],
  [{ operation: 'iam:*', kind: 'explode' }, 'kind must be one of delay, throttle'],
  [{ operation: 'iam:*', kind: 'delay' }, 'ms is required for the kinds delay and appear-late'],
  [{ operation: 'iam:*', kind: 'throttle', times: 0 }, 'times must be a whole number from 1'],
  [{ operation: 'iam:*', kind: 'delay', ms: 1.5 }, 'ms must be a whole number of milliseconds from 0 to 3600000'],
  [
    { operation: 'iam:CreateUsers', kind: 'throttle' },
    'operation is not an operation of the local AWS. Did you mean iam:CreateUser',
  ],
  [{ operation: 'iam:createuser', kind: 'throttle' }, 'Did you mean iam:CreateUser'],
  [{ operation: 'sqs:Sendmesage', kind: 'throttle' }, 'Did you mean sqs:SendMessage'],
  [{ operation: 'dynamodb:TransactWriteItems', kind: 'throttle' }, 'No call can match it'],
  [{ kind: 'throttle' }, 'operation must be *, or a service and an action'],
  [[], 'A fault must be a JSON object'],
  [
    { operation: 'iam:*', kind: 'throttle', often: 1 },
    'A fault has the fields operation, kind, ms and times, and for the kind answer also status, code, message, body and contentType. It has no field often',
  ],
  [{ operation: 'iam:*', kind: 'answer' }, 'status is required for the kind answer'],
  [{ operation: 'iam:*', kind: 'answer', status: 99 }, 'status must be an HTTP status from 200 to 599'],
  [{ operation: 'iam:*', kind: 'answer', status: '403' }, 'status must be an HTTP status from 200 to 599'],
  [{ operation: 'iam:*', kind: 'answer', status: 403, code: '' }, 'code must be text'],
  [{ operation: 'iam:*', kind: 'answer', status: 403, message: 'No.' }, 'message is only allowed with a code'],
  [
    { operation: 'iam:*', kind: 'answer', status: 403, contentType: 'text/html' },
    'contentType is only allowed with a body',
  ],
  [{ operation: 'iam:*', kind: 'throttle', status: 429 }, 'status is only allowed with the kind answer'],
])('an invalid fault is refused with a message that says why: %j', async (body, message) => {
  const { status, json } = await local.control('POST', 'faults', body);
  expect(status).toBe(400);
  expect(json).toEqual({ message: expect.stringContaining(message) });
  expect(JSON.stringify(json)).not.toMatch(/expected|Invalid|Unrecognized/);
});

test('the log of calls contains the account, the principal, the operation and the outcome', async () => {
  await fault('iam:ListUsers', 'throttle', { times: 1 });
  await local
    .iam()
    .send(new ListUsersCommand())
    .catch(() => undefined);
  await local.sts().send(new GetCallerIdentityCommand());
  await local
    .sts({ ...rootOf(tenant), secretAccessKey: 'wrong' })
    .send(new GetCallerIdentityCommand())
    .catch(() => undefined);
  await local
    .sts({ accessKeyId: 'AKIANOBODYNOBODYNOBO', secretAccessKey: 'x' })
    .send(new GetCallerIdentityCommand())
    .catch(() => undefined);
  await local.dynamoDb().send(new ListTablesCommand());
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  const root = `arn:aws:iam::${tenant}:root`;
  const vendor = 'arn:aws:sts::999988887777:assumed-role/latchkey-local/local';
  expect((await local.control('GET', 'calls')).json).toEqual({
    calls: [
      { at, accountId: tenant, principal: root, operation: 'iam:ListUsers', outcome: 'Throttling' },
      { at, accountId: '999988887777', principal: vendor, operation: 'sts:GetCallerIdentity', outcome: 'ok' },
      { at, accountId: tenant, principal: root, operation: 'sts:GetCallerIdentity', outcome: 'SignatureDoesNotMatch' },
      {
        at,
        accountId: '',
        principal: 'AKIANOBODYNOBODYNOBO',
        operation: 'sts:GetCallerIdentity',
        outcome: 'InvalidClientTokenId',
      },
      { at, accountId: '999988887777', principal: vendor, operation: 'dynamodb:ListTables', outcome: 'ok' },
    ],
  });
});
