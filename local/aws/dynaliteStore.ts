import { create, type LevelIterator, type Store } from 'dynalite/db/index.js';
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import * as z from 'zod';

/** What DynamoDB answers: the status code and the JSON of the body. */
export interface Outcome {
  readonly statusCode: number;
  readonly body: object;
}

/** dynalite's store and its operations, without its HTTP server. */
export interface DynaliteStore {
  /**
   * Executes an operation.
   * @param operation one of dynalite's operations
   * @param input the parsed body of the request
   * @throws an error that is not DynamoDB's, for example if the disk is full.
   */
  run(operation: string, input: unknown): Promise<Outcome>;
  /** Returns how many iterators of the store are open. While no operation runs, none should be. */
  openIterators(): number;
  close(): Promise<void>;
}

// Resolves from the project's root, which is the working directory when this module is imported.
const load = createRequire(resolve('package.json'));

type Action = (store: Store, input: object, done: (error?: Error | null, output?: object) => void) => void;

const refusal = z.looseObject({ statusCode: z.int(), body: z.looseObject({ __type: z.string() }) });
const action = z.custom<Action>((value) => typeof value === 'function');
const rules = z.object({ types: z.looseObject({}), custom: z.unknown().optional() });

/** @param path the directory of the store, or undefined for a store in memory */
export function openDynaliteStore(path: string | undefined): DynaliteStore {
  const store = create({ ...(path !== undefined && { path }), createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const open = closingIterators(store);
  if (path === undefined) copyEntries(store);
  const execute = (operation: string, input: unknown): Promise<object> => {
    const file = `${operation.charAt(0).toLowerCase()}${operation.slice(1)}`;
    const act = action.parse(load(`dynalite/actions/${file}`));
    const { types, custom } = rules.parse(load(`dynalite/validations/${file}`));
    const checked = checkTypes(input, types);
    checkValidations(checked, types, custom, store);
    return new Promise((done, fail) => {
      act(store, checked, (error, output = {}) => {
        if (error) fail(error);
        else done(output);
      });
    });
  };
  return {
    run: async (operation, input) => {
      try {
        return { statusCode: 200, body: await execute(operation, input) };
      } catch (error) {
        const refused = refusal.safeParse(error);
        if (!refused.success) throw error;
        return refused.data;
      }
    },
    openIterators: () => open.size,
    close: () => store.db.close(),
  };
}

/**
 * Makes the store close its iterators. dynalite's streams call `return` on an iterator at their end, and iterators of
 * abstract-level do not have this method: theirs is `close`. Without it, every query and every scan leaves an iterator
 * open, which keeps a snapshot of the store in memory.
 * @returns the iterators that are open.
 */
function closingIterators({ db }: Store): ReadonlySet<LevelIterator> {
  const open = new Set<LevelIterator>();
  const closing = (iterator: LevelIterator): LevelIterator => {
    const close = iterator.close.bind(iterator);
    open.add(iterator);
    const closed = async () => {
      await close();
      open.delete(iterator);
    };
    return Object.assign(iterator, { close: closed, return: closed });
  };
  const keys = db.keys.bind(db);
  const values = db.values.bind(db);
  Object.assign(db, {
    keys: (options?: object) => closing(keys(options)),
    values: (options?: object) => closing(values(options)),
  });
  return open;
}

/**
 * Makes a store in memory copy the keys and values that it stores. Node allocates small buffers together in slabs of 64
 * KB, so one short key would keep a whole slab in memory, with all other buffers that were allocated at about the same
 * time. Key and value are two copies, because the store keeps the first key of an item, and replaces only its value.
 */
function copyEntries({ db }: Store): void {
  const put = db._put.bind(db);
  Object.assign(db, {
    _put: (key: Buffer, value: Buffer, options: object) => put(copyOf(key), copyOf(value), options),
  });
}

function copyOf(buffer: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(buffer.length);
  buffer.copy(copy);
  return copy;
}
