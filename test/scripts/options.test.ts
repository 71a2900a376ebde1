import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { sampledRows } from '../support/sampledRows.ts';

const faults = 'test/faults/main.ts';
const lag = 'test/lag/main.ts';
const model = 'test/model/main.ts';
const copyTable = 'scripts/copyTable.ts';

const faultOptions = '--only, --sample, --few, --choose, --profile, --virtual, --seed, --every, --first';
const inVirtualTime = '--seed, --every and --first are for virtual time';
const inProcesses = '--sample, --few and --choose are not for virtual time';
const names = catalog.map(({ name }) => name).join(', ');

const rows: readonly [string, readonly string[], string][] = [
  [faults, ['--profile', 'late'], '--profile must be one of off, usual, bad, not "late".'],
  [faults, ['--virtual', '--every=0'], '--every must be a whole number from 1 to 999999999, not "0".'],
  [faults, ['--only', '--sample'], '--only needs a value: a part of the name of a cell.'],
  [faults, ['--sample', 'yes'], '--sample takes no value.'],
  [faults, ['-p', 'bad'], `"-p" is not an option: the options are ${faultOptions}.`],
  [faults, ['bad'], `"bad" is not an option: the options are ${faultOptions}, and npm needs -- before the first one.`],
  [faults, ['--first', '3'], `${inVirtualTime}: give --virtual or a --profile other than off as well.`],
  [faults, ['--few', '--profile=bad'], `${inProcesses}: omit --virtual and --profile.`],
  [faults, ['--sample', '--few'], 'Of --sample, --few and --choose, only one can be given.'],
  [faults, ['--choose', '--only', 'tutum'], '--choose chooses from all cells: omit --only.'],
  [
    faults,
    ['--only', 'tutm / create'],
    'No cell has "tutm / create" in its name. Names look like "tutum / create / iam:CreateUser tutum / dies before".',
  ],
  [lag, ['--only', 'tutm'], `--only must be one of ${names}, not "tutm".`],
  [model, ['--seed', '-5', '--path', 'x'], '--path must be the path that a failure printed, not "x".'],
  [
    copyTable,
    ['--tabel', 'x'],
    '--tabel is not an option: the options are --table, --from-region, --to-region, --from-profile, --to-profile.',
  ],
];

// Each starts a process.
test.each(sampledRows(rows, 5))('%s %j ends with status 1 and one sentence', async (program, options, sentence) => {
  const run = promisify(execFile)(process.execPath, [program, ...options]);
  const ended = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });
  const { code, stdout, stderr } = ended.parse(await run.catch((error: unknown) => error));
  expect({ code, said: `${stdout}${stderr}` }).toEqual({ code: 1, said: `${sentence}\n` });
});
