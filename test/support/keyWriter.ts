import { renameSync } from 'node:fs';
import { checkDestination } from '../../cli/keys/checkDestination.ts';
import { withSignalsDeferred } from '../../cli/keys/deferSignals.ts';
import { nodeFileCalls } from '../../cli/files/changeFile.ts';
import type { IssuedKeys, KeyDestination } from '../../cli/keys/destination.ts';

/**
 * A process that writes keys, as a command does. What it is called with: the home directory, the destination and the keys
 * as JSON, and `at` how many renames it dies, or receives Ctrl-C (`interrupt`).
 */
const [home = '', destination = '', keys = '', at = '0', how = 'kill'] = process.argv.slice(2);
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
      if (renames === Number(at)) process.kill(process.pid, how === 'kill' ? 'SIGKILL' : 'SIGINT');
      renameSync(from, to);
    },
  },
};
const users = issued.keys.map(({ userName }) => userName);
const checked = await checkDestination(to, users, output);
const { result, signal } = await withSignalsDeferred(() => checked.write(issued));
process.stderr.write(`${[...checked.notices, ...result.lines].join('\n')}\nsignal ${String(signal)}\n`);
process.exitCode = result.exitCode;
