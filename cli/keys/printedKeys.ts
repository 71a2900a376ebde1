import { keyFormats, type KeyFormatName } from '../../lib/http/keyFormats/index.ts';
import { DestinationError, type CheckedDestination, type IssuedKeys, type KeyOutput } from './destination.ts';
import { keysAsText } from './keysAsText.ts';
import { assertPrivate } from './privateStream.ts';
import { keyWords, writeOrSave } from './saveElsewhere.ts';
import { writeText } from './writeText.ts';

/** Checks that keys can be printed in a format: many contain the key of one user only. @throws DestinationError */
export function checkFormat(
  format: KeyFormatName,
  userNames: readonly string[] | undefined,
  output: KeyOutput,
): CheckedDestination {
  const { holdsManyUsers, write } = keyFormats[format];
  if (!holdsManyUsers && userNames !== undefined && userNames.length > 1)
    throw new DestinationError(
      `${format === 'shell' ? 'Environment variables contain' : `The format ${format} contains`} the key of one user, and this onboarding has ${userNames.join(', ')}. Use --write-profile or --csv.`,
      true,
    );
  return printing(output, (issued) => write(issued.keys, keyWords(issued)));
}

/** Checks that JSON can be printed. @throws DestinationError */
export const checkJson = (output: KeyOutput) => printing(output, ({ json }) => `${json}\n`);

/** Checks that there is a terminal. @throws DestinationError */
export function checkShown(output: KeyOutput): CheckedDestination {
  if (output.stdout.isTTY !== true)
    throw new DestinationError(
      'The standard output is no terminal. Say where the keys go: --write-profile NAME, --csv FILE, --env, --format NAME or --json.',
      true,
    );
  return printing(output, keysAsText);
}

function printing(output: KeyOutput, textOf: (issued: IssuedKeys) => string): CheckedDestination {
  assertPrivate(output.stdout);
  const print = async (issued: IssuedKeys) => {
    await writeText(output.stdout, textOf(issued));
    return [];
  };
  return { notices: [], write: (issued) => writeOrSave(issued, output, () => print(issued)) };
}
