import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import type { Cell } from './cell.ts';
import { cellOf, oneInEachPhase } from './cells.ts';
import { kinds } from './kinds.ts';
import { phases } from './phases.ts';

const run = promisify(execFile);

// The last line that main.ts prints has the counts that this test compares.
test('after each fault of the sample, the seven invariants hold once worker and sweep have run, and the caller still gets working keys', async () => {
  const { stdout } = await run(process.execPath, [join('test', 'faults', 'main.ts'), '--sample']).catch(
    (failed: unknown) => z.object({ stdout: z.string() }).parse(failed),
  );
  const [, ran, green] = /cells (\d+), green (\d+)/.exec(stdout) ?? [];
  expect({ stdout, green }).toEqual({ stdout, green: ran });
  const blueprints = of(({ blueprint }) => blueprint);
  const later = catalog.filter(({ name }) => !blueprints.has(name));
  expect(Number(ran)).toBe(names.length + later.length * phases.length);
}, 300_000);

const names = z.array(z.string()).parse(JSON.parse(readFileSync(join('test', 'faults', 'sample.json'), 'utf8')));
const cells = names.map((name) => cellOf(name));
const of = <T>(read: (cell: Cell) => T) => new Set(cells.flatMap((cell) => (cell === undefined ? [] : read(cell))));

describe('the sample', () => {
  test('has each of its cells once, with every fault, every phase of the blueprints that it was chosen for, and every call that changes something', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(of(({ inject }) => inject.kind)).toEqual(new Set(kinds));
    const blueprints = [...of(({ blueprint }) => blueprint)];
    expect(catalog.map(({ name }) => name)).toEqual(expect.arrayContaining(blueprints));
    const each = blueprints.flatMap((blueprint) => phases.map((phase) => `${blueprint} ${phase.name}`));
    expect(of(({ blueprint, phase }) => `${blueprint} ${phase.name}`)).toEqual(new Set(each));
    const changes = of(({ inject }) => inject.call.split(' ')[0]);
    for (const operation of [
      ...['CreateUser', 'CreateGroup', 'CreatePolicy', 'CreateAccessKey', 'AttachUserPolicy', 'AttachGroupPolicy'],
      ...['AddUserToGroup', 'UpdateAccessKey', 'DeleteAccessKey', 'DetachUserPolicy', 'DetachGroupPolicy'],
      ...['RemoveUserFromGroup', 'DeleteUser', 'DeleteGroup', 'DeletePolicy'],
    ])
      expect(changes).toContain(`iam:${operation}`);
  });

  test('has one cell in each phase of a blueprint that it was not chosen for, each with another fault, at IAM where it is called', () => {
    const calls = ['sts:AssumeRole', 'iam:CreateUser backups', 'dynamodb:PutItem record claimed'];
    const runs = phases.map((phase) => ({
      blueprint: 'backups',
      phase,
      calls: phase.name === 'webhook' ? ['dynamodb:GetItem record', 'dynamodb:PutItem (progress)'] : calls,
      shape: '',
    }));
    const few = oneInEachPhase(runs);
    expect(few.map(({ phase }) => phase)).toEqual(phases);
    expect(new Set(few.map(({ inject }) => inject.kind)).size).toBe(phases.length);
    for (const { phase, inject } of few)
      expect(inject.call).toBe(phase.name === 'webhook' ? 'dynamodb:GetItem record' : 'iam:CreateUser backups');
  });
});
