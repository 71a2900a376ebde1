import { createSandbox } from '../../local/sandbox/index.ts';

/** Run as a process of its own, with a directory to write to, so that it can be killed. */
export const writeUsersFile = 'test/support/writeUsers.ts';

/** Creates users without end, and prints the name of each once it was answered. */
async function writeUsers(dataDir: string): Promise<never> {
  const sandbox = createSandbox({ dataDir });
  const known = sandbox.authenticate('111122223333', undefined);
  if (!known.ok) throw new Error(known.message);
  const { caller } = known;
  for (let index = 0; ; index += 1) {
    const name = `user-${process.pid}-${index}`;
    const parameters = { Action: 'CreateUser', UserName: name };
    const { code } = await sandbox.answer({ service: 'iam', caller, parameters, requestId: 'r' });
    process.stdout.write(`${name} ${code}\n`);
  }
}

if (process.argv[1]?.endsWith(writeUsersFile) === true) void writeUsers(process.argv[2] ?? '');
