import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import type { Cell } from './cell.ts';
import { cellOf } from './cells.ts';
import { kinds } from './kinds.ts';
import { phases } from './phases.ts';

const run = promisify(execFile);

// The last line that main.ts prints has the counts that this test compares.
test('after each fault of the sample, the seven invariants hold once worker and sweep have run, and the caller still gets working keys', async () => {
  const { stdout } = await run(process.execPath, [join('test', 'faults', 'main.ts'), '--sample']).catch(
    (failed: unknown) => z.object({ stdout: z.string() }).parse(failed),
  );
  const [, cells, green] = /cells (\d+), green (\d+)/.exec(stdout) ?? [];
  expect({ stdout, green }).toEqual({ stdout, green: cells });
  expect(Number(cells)).toBeGreaterThan(30);
}, 180_000);

describe('the sample', () => {
  const names = z.array(z.string()).parse(JSON.parse(readFileSync(join('test', 'faults', 'sample.json'), 'utf8')));
  const cells = names.map((name) => cellOf(name));
  const of = <T>(read: (cell: Cell) => T) => new Set(cells.flatMap((cell) => (cell === undefined ? [] : read(cell))));

  test('has no cell twice, and covers every fault, every phase of every blueprint and every call that changes IAM', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(of(({ inject }) => inject.kind)).toEqual(new Set(kinds));
    const each = catalog.flatMap((blueprint) => phases.map((phase) => `${blueprint.name} ${phase.name}`));
    expect(of(({ blueprint, phase }) => `${blueprint} ${phase.name}`)).toEqual(new Set(each));
    const changes = of(({ inject }) => inject.call.split(' ')[0]);
    for (const operation of [
      ...['CreateUser', 'CreateGroup', 'CreatePolicy', 'CreateAccessKey', 'AttachUserPolicy', 'AttachGroupPolicy'],
      ...['AddUserToGroup', 'UpdateAccessKey', 'DeleteAccessKey', 'DetachUserPolicy', 'DetachGroupPolicy'],
      ...['RemoveUserFromGroup', 'DeleteUser', 'DeleteGroup', 'DeletePolicy'],
    ])
      expect(changes).toContain(`iam:${operation}`);
  });
});
