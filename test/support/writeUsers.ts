import { createSandbox } from '../../local/sandbox/index.ts';

/** Run as a process of its own, to be killed: creates users in the given directory, and prints each once it was answered. */
const [, , dataDir = ''] = process.argv;
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
