import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';

const resource = z.object({
  logicalId: z.string(),
  type: z.string(),
  physicalId: z.string(),
  arn: z.string(),
  properties: z.record(z.string(), z.unknown()),
  /**
   * `creating`, `changing` and `leaving` (to be deleted) are written before IAM is called, so that a launch after a
   * crash knows which resources may exist or may have changed. `there`: the resource exists with these properties.
   */
  state: z.enum(['creating', 'there', 'changing', 'leaving']),
});

const stack = z.object({
  stackId: z.string(),
  stackName: z.string(),
  accountId: z.string(),
  region: z.string(),
  status: z.enum([
    'CREATE_IN_PROGRESS',
    'CREATE_COMPLETE',
    'ROLLBACK_COMPLETE',
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE',
    'UPDATE_ROLLBACK_COMPLETE',
    'DELETE_IN_PROGRESS',
    'DELETE_FAILED',
  ]),
  /** Why a creation or update failed, or which resources an update could not delete. */
  statusReason: z.string().optional(),
  /** In the order of their creation. */
  resources: z.array(resource),
  outputs: z.record(z.string(), z.string()),
});

export type Stack = z.output<typeof stack>;
export type StackResource = z.output<typeof resource>;

/** The stacks of all accounts. Changes are on disk before `put` or `remove` returns. */
export interface StackStore {
  get(accountId: string, stackName: string): Stack | undefined;
  list(): readonly Stack[];
  put(stack: Stack): void;
  remove(accountId: string, stackName: string): void;
  clear(): void;
}

/** @param file the file of the stacks, or undefined to store them in memory only */
export function openStackStore(file: string | undefined): StackStore {
  let stacks = new Map(
    file === undefined ? [] : readStacks(file).map((entry) => [key(entry.accountId, entry.stackName), entry]),
  );
  const save = () => {
    if (file !== undefined) writeWhole(file, JSON.stringify([...stacks.values()], null, 1));
  };
  return {
    get: (accountId, stackName) => stacks.get(key(accountId, stackName)),
    list: () => [...stacks.values()],
    put: (entry) => {
      stacks.set(key(entry.accountId, entry.stackName), entry);
      save();
    },
    remove: (accountId, stackName) => {
      stacks.delete(key(accountId, stackName));
      save();
    },
    clear: () => {
      stacks = new Map();
      if (file !== undefined) rmSync(file, { force: true });
    },
  };
}

const key = (accountId: string, stackName: string) => `${accountId}/${stackName}`;

function readStacks(file: string): readonly Stack[] {
  return existsSync(file) ? z.array(stack).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** Writes the file atomically: if the process is killed, the file has either the old or the new content. */
function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
