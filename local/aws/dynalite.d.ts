declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Options {
    /** The directory of the LevelDB store. If it is not set, the store is in memory. */
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }

  export default function dynalite(options: Options): Server;
}
