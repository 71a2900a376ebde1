import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Cell } from './cell.ts';
import { cellOf } from './cells.ts';
import type { Kind } from './kinds.ts';

/** The names of the cells of the fault matrix that `npm run test:long` runs. `npm run test:faults -- --choose` writes them. */
export const sampleFile = join('test', 'faults', 'sample.json');

/** The cells of the sample. @throws if a name in the file is no cell. */
export function readSample(): readonly Cell[] {
  const names = z.array(z.string()).parse(JSON.parse(readFileSync(sampleFile, 'utf8')));
  return names.map((name) => {
    const cell = cellOf(name);
    if (cell === undefined)
      throw new Error(`${sampleFile} has "${name}", which is not a cell. Run: npm run test:faults -- --choose`);
    return cell;
  });
}

/**
 * Virtual time does not have these calls in every cell: its queues know their URLs, and its processes know which versions of
 * blueprints the table has.
 */
const onlyInProcesses = /sqs:GetQueueUrl|dynamodb:GetItem kept/;

/** The faults that a process of its own shows better than virtual time does: its death, and what its sockets do. */
const forProcesses: readonly Kind[] = ['dies before', 'dies after', 'answer lost', 'hangs'];

/**
 * Returns the cells of the sample that `npm run test:long` runs in processes of their own: the first of each fault of a process
 * or socket, and the first of each call that virtual time does not have. `lateMatrix.test.ts` runs others in virtual
 * time, which takes a sixth of the CPU time.
 */
export function processCells(sample: readonly Cell[]): readonly Cell[] {
  const isFirst = ({ inject }: Cell, index: number, by: 'kind' | 'call') =>
    sample.findIndex((each) => each.inject[by] === inject[by]) === index;
  return sample.filter(
    (cell, index) =>
      (forProcesses.includes(cell.inject.kind) && isFirst(cell, index, 'kind')) ||
      (isInProcesses(cell) && isFirst(cell, index, 'call')),
  );
}

/** Whether virtual time does not have the call of this cell. */
export const isInProcesses = ({ inject }: Cell): boolean => onlyInProcesses.test(inject.call);
