/** The parts of dynalite below its HTTP server. The package has no types. */
declare module 'dynalite/db/index.js' {
  interface Options {
    /** The directory of the LevelDB store. If it is not set, the store is in memory. */
    readonly path?: string;
    readonly createTableMs: number;
    readonly deleteTableMs: number;
    readonly updateTableMs: number;
  }

  /** An iterator of abstract-level, on which dynalite's streams call `return` at their end. */
  interface LevelIterator {
    close(): Promise<void>;
    return?: () => Promise<void>;
  }

  interface Store {
    readonly db: {
      keys(options?: object): LevelIterator;
      values(options?: object): LevelIterator;
      /** Stores an encoded entry. Every implementation of abstract-level has this method. */
      _put(key: Buffer, value: Buffer, options: object): Promise<void>;
      close(): Promise<void>;
    };
  }

  export function create(options: Options): Store;
}

declare module 'dynalite/validations/index.js' {
  import type { Store } from 'dynalite/db/index.js';

  /** Returns the parameters without unknown ones. @throws an error with `statusCode` and `body` for a wrong type */
  export function checkTypes(input: unknown, types: object): object;
  /** @throws an error with `statusCode` and `body` for a wrong value */
  export function checkValidations(input: object, types: object, custom: unknown, store: Store): void;
}
