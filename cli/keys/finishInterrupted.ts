import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { changeLocked, readIfThere, type FileCalls } from '../files/changeFile.ts';
import { accessKeyIdOf } from '../files/keySettings.ts';
import { withLock } from '../files/lock.ts';
import { appendPart, sectionHeaders } from '../files/sections.ts';
import type { Target } from '../files/target.ts';
import { unfinishedChanges } from '../files/temporaryFiles.ts';

/**
 * Finishes what processes that died have begun with the file. A new file that they did not rename can contain the only
 * copy of a secret: its new sections are appended to the file. A key that was to replace another is not written: that one
 * may have been replaced again since. In any case the new file is removed. Creating the lock also shows that files can be
 * created in the directory.
 * @returns lines for the user
 */
export async function finishInterrupted(target: Target, calls: FileCalls): Promise<readonly string[]> {
  if (!existsSync(dirname(target.real))) return [];
  return withLock(target.real, () =>
    unfinishedChanges(target.real).flatMap(({ path, oldLength }) => {
      const contents = readFileSync(path);
      const added = contents.subarray(oldLength).toString('latin1').replaceAll('\r\n', '\n').trimStart();
      const profiles = sectionHeaders(Buffer.from(added, 'latin1')).map(({ profile }) => profile);
      const isNew = !sectionHeaders(readIfThere(target.real)).some(({ profile }) => profiles.includes(profile));
      const isWhole = wholeSections.test(added) && isNew;
      if (isWhole) changeLocked(target, (contents) => appendPart(contents, added), calls);
      rmSync(path);
      if (!isWhole) return lostKeys(contents, readIfThere(target.real), target);
      return [`An earlier command died before it had written ${profiles.join(', ')} to ${target.path}. Written now.`];
    }),
  );
}

/** Says which keys were to replace others, and are lost. */
function lostKeys(unfinished: Buffer, current: Buffer, { path }: Target): readonly string[] {
  return sectionHeaders(current).flatMap(({ profile }) => {
    const id = accessKeyIdOf(unfinished, profile);
    const before = accessKeyIdOf(current, profile);
    if (id === undefined || before === undefined || id === before) return [];
    return [
      `An earlier command died before it had written the key ${id} to the profile ${profile} of ${path}. If it is still in force: latchkey rotate ONBOARDING --replaces ${id} --undelivered`,
    ];
  });
}

/** What `text/x-ini` writes: a process can have died in the middle. */
const wholeSections = /^(?:(?:#.*\n)*\[[^\]\n]+\]\naws_access_key_id = \S+\naws_secret_access_key = \S+\n\n?)+$/;
