import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { changeLocked, readIfThere, type FileCalls } from '../files/changeFile.ts';
import { withLock } from '../files/lock.ts';
import { appendPart, sectionHeaders } from '../files/sections.ts';
import type { Target } from '../files/target.ts';
import { unfinishedChanges } from '../files/temporaryFiles.ts';

/**
 * Finishes what processes that died have begun with the file. A new file that they did not rename can contain the only
 * copy of a secret: its new sections are appended to the file. In any case it is removed. Creating the lock also shows
 * that files can be created in the directory.
 * @returns lines for the user
 */
export async function finishInterrupted(target: Target, calls: FileCalls): Promise<readonly string[]> {
  if (!existsSync(dirname(target.real))) return [];
  return withLock(target.real, () =>
    unfinishedChanges(target.real).flatMap(({ path, oldLength }) => {
      const added = readFileSync(path).subarray(oldLength).toString('latin1').replaceAll('\r\n', '\n').trimStart();
      const profiles = sectionHeaders(Buffer.from(added, 'latin1')).map(({ profile }) => profile);
      const isNew = !sectionHeaders(readIfThere(target.real)).some(({ profile }) => profiles.includes(profile));
      const isWhole = wholeSections.test(added) && isNew;
      if (isWhole) changeLocked(target, (contents) => appendPart(contents, added), calls);
      rmSync(path);
      if (!isWhole) return [];
      return [`An earlier command died before it had written ${profiles.join(', ')} to ${target.path}. Written now.`];
    }),
  );
}

/** What `text/x-ini` writes: a process can have died in the middle. */
const wholeSections = /^(?:(?:#.*\n)*\[[^\]\n]+\]\naws_access_key_id = \S+\naws_secret_access_key = \S+\n\n?)+$/;
