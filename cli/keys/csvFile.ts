import { lstatSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { keyFormats } from '../../lib/http/keyFormats/index.ts';
import { nodeFileCalls, syncDirectory, writeNewFile } from '../files/changeFile.ts';
import { codeOf } from '../files/fileError.ts';
import { assertDirectory } from '../files/target.ts';
import { DestinationError, type CheckedDestination, type IssuedKeys, type KeyOutput } from './destination.ts';
import { keyWords, writeOrSave } from './saveElsewhere.ts';

/** Checks that a new file can be created. @throws DestinationError, FileError */
export function checkCsvFile(file: string, output: KeyOutput): CheckedDestination {
  if (file === '') throw new DestinationError('The name of the CSV file is empty.', true);
  if (exists(file))
    throw new DestinationError(`${file} already exists, and keys do not replace a file. Choose another name.`);
  assertDirectory(dirname(resolve(file)));
  return { notices: [], write: (issued) => writeOrSave(issued, output, () => writeCsv(file, issued, output)) };
}

/** Nothing is renamed, because there is no old file: the file is removed again if it cannot be written whole. */
function writeCsv(file: string, issued: IssuedKeys, { fileCalls = nodeFileCalls }: KeyOutput) {
  writeNewFile(file, Buffer.from(keyFormats.csv.write(issued.keys, keyWords(issued))), fileCalls);
  syncDirectory(dirname(resolve(file)));
  return [`Wrote the keys to ${file}, which only you can read.`];
}

/** A symbolic link exists, even if it leads nowhere. */
function exists(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw new DestinationError(`${file} cannot be created (${codeOf(error)}).`);
  }
}
