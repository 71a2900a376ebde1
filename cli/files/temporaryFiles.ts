import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file that a process has not renamed, because it died. */
export interface Unfinished {
  readonly path: string;
  /** How many bytes the old file had. What follows them is new, if the change appends. */
  readonly oldLength: number;
}

const prefixOf = (file: string) => `.${basename(file)}.latchkey-new-`;

/** Returns the path of a new file that will replace the given one: in its directory, because a rename needs that. */
export const temporaryPath = (file: string, oldLength: number) =>
  join(dirname(file), `${prefixOf(file)}${String(oldLength)}-${randomBytes(4).toString('hex')}`);

/** Lists what processes that died have left of their changes of the file. The caller must hold the file's lock. */
export function unfinishedChanges(file: string): readonly Unfinished[] {
  const prefix = prefixOf(file);
  return readdirSync(dirname(file)).flatMap((name) => {
    const [, oldLength] = name.startsWith(prefix) ? (/^(\d+)-[0-9a-f]{8}$/.exec(name.slice(prefix.length)) ?? []) : [];
    return oldLength === undefined ? [] : [{ path: join(dirname(file), name), oldLength: Number(oldLength) }];
  });
}
