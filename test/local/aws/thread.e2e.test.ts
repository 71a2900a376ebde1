import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { startAwsThread } from '../../../local/aws/thread.ts';
import { portOf } from '../../../local/aws/port.ts';
import { clientsOf } from './clients.ts';

const options = { port: 0, dataDir: ':memory:', templates: new Map([['a.json', '{}']]) };

test('a local AWS in a thread of its own answers, resets and closes as one in the main thread does', async () => {
  const aws = await startAwsThread(options);
  const iam = clientsOf(aws).iam();
  const users = async () => (await iam.send(new ListUsersCommand())).Users?.map(({ UserName }) => UserName);
  const reset = () => fetch(`${aws.url}/_sandbox/reset`, { method: 'POST' });

  expect(await (await fetch(`${aws.url}/_sandbox/templates/a.json`)).text()).toBe('{}');
  await iam.send(new CreateUserCommand({ UserName: 'alice' }));
  expect(await users()).toEqual(['alice']);
  expect((await reset()).ok).toBe(true);
  expect(await users()).toEqual([]);

  let resets = 0;
  aws.onReset(() => Promise.resolve(void (resets += 1)));
  expect((await reset()).ok).toBe(true);
  expect(resets).toBe(1);

  await aws.close();
  await expect(fetch(aws.url)).rejects.toThrow();
});

test('startAwsThread fails with EADDRINUSE if the port is in use, as startAws does', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  await expect(startAwsThread({ ...options, port })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  server.close();
});
