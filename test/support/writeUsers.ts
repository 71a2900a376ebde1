import { createSandbox } from '../../local/sandbox/index.ts';

/** Runs as a child process that a test kills. The argument is the data directory. */
export const writeUsersFile = 'test/support/writeUsers.ts';

/** Creates users until it is killed, and prints each name after its answer has come. */
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

if (process.argv[1]?.endsWith(writeUsersFile) === true) {
  // Its input ends with the parent, even if the parent is killed. Without this, the process would run on for ever.
  process.stdin.on('end', () => process.exit()).resume();
  void writeUsers(process.argv[2] ?? '');
}
