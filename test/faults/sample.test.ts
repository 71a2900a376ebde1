import { catalog } from '../../catalog/index.ts';
import { type Cell, cellName } from './cell.ts';
import { oneInEachPhase } from './cells.ts';
import { kinds } from './kinds.ts';
import { phases } from './phases.ts';
import { readSample } from './sample.ts';

const sample = readSample();
const valuesOf = <T>(read: (cell: Cell) => T) => new Set(sample.map(read));

describe('the sample', () => {
  test('has each of its cells once, with every fault, every phase of the blueprints that it was chosen for, and every call that changes something', () => {
    expect(new Set(sample.map(cellName)).size).toBe(sample.length);
    expect(valuesOf(({ inject }) => inject.kind)).toEqual(new Set(kinds));
    const blueprints = [...valuesOf(({ blueprint }) => blueprint)];
    expect(catalog.map(({ name }) => name)).toEqual(expect.arrayContaining(blueprints));
    const each = blueprints.flatMap((blueprint) => phases.map((phase) => `${blueprint} ${phase.name}`));
    expect(valuesOf(({ blueprint, phase }) => `${blueprint} ${phase.name}`)).toEqual(new Set(each));
    const changes = valuesOf(({ inject }) => inject.call.split(' ')[0]);
    for (const operation of [
      ...['CreateUser', 'CreateGroup', 'CreatePolicy', 'CreateAccessKey', 'AttachUserPolicy', 'AttachGroupPolicy'],
      ...['AddUserToGroup', 'UpdateAccessKey', 'DeleteAccessKey', 'DetachUserPolicy', 'DetachGroupPolicy'],
      ...['RemoveUserFromGroup', 'DeleteUser', 'DeleteGroup', 'DeletePolicy'],
      ...['PutUserPermissionsBoundary', 'UntagUser'],
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
    expect(new Set(few.map(({ inject }) => inject.kind)).size).toBe(Math.min(phases.length, kinds.length));
    for (const { phase, inject } of few)
      expect(inject.call).toBe(phase.name === 'webhook' ? 'dynamodb:GetItem record' : 'iam:CreateUser backups');
  });
});
