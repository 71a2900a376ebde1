import { renameSync } from 'node:fs';
import { checkDestination } from '../../cli/keys/checkDestination.ts';
import { nodeFileCalls } from '../../cli/files/changeFile.ts';
import type { IssuedKeys, KeyDestination } from '../../cli/keys/destination.ts';

/**
 * A process that writes keys, as a command does. Its arguments: the home directory, the destination and the keys as JSON,
 * and the number of the rename before which it is killed.
 */
const [home = '', destination = '', keys = '', at = '0'] = process.argv.slice(2);
const issued: IssuedKeys = JSON.parse(keys);
const to: KeyDestination = JSON.parse(destination);
let renames = 0;
const output = {
  environment: process.env,
  home,
  stdout: process.stdout,
  stderr: process.stderr,
  fileCalls: {
    ...nodeFileCalls,
    rename: (from: string, to: string) => {
      renames += 1;
      if (renames === Number(at)) process.kill(process.pid, 'SIGKILL');
      renameSync(from, to);
    },
  },
};
const users = issued.keys.map(({ userName }) => userName);
const checked = await checkDestination(to, users, output);
const { lines, exitCode } = await checked.write(issued);
process.stderr.write(`${[...checked.notices, ...lines].join('\n')}\n`);
process.exitCode = exitCode;
