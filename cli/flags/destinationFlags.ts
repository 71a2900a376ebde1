import { keyFormatNames, type KeyFormatName } from '../../lib/http/keyFormats/index.ts';
import { WrongUsage } from '../failures.ts';
import type { KeyDestination } from '../keys/destination.ts';
import { shellWord } from '../output/shellWord.ts';

/** Where the keys of a claim go. Without one of these: JSON with `--json`, and otherwise to the terminal. */
export interface DestinationFlags {
  readonly writeProfile?: string | undefined;
  readonly csv?: string | undefined;
  readonly env?: boolean | undefined;
  readonly format?: KeyFormatName | undefined;
}

export const destinationFlags = {
  writeProfile: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'NAME',
    brief: 'Write the keys as this profile into ~/.aws/credentials and ~/.aws/config',
  },
  csv: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'FILE',
    brief: 'Write the keys into a new CSV file that only you can read (- is stdout)',
  },
  env: {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief: 'Print the keys as export lines for eval: eval "$(latchkey …)"',
  },
  format: {
    kind: 'enum',
    values: keyFormatNames,
    optional: true,
    brief: 'Print the keys in another form',
  },
} as const;

/** Returns where the keys go. @throws WrongUsage if more than one place is given */
export function destinationOf(
  { writeProfile, csv, env, format }: DestinationFlags,
  { json }: { readonly json?: boolean | undefined },
): KeyDestination {
  const given = [
    ...(writeProfile === undefined ? [] : [{ kind: 'profile', name: writeProfile } as const]),
    ...(csv === undefined ? [] : [{ kind: 'csv', file: csv } as const]),
    ...(env === true ? [{ kind: 'format', format: 'shell' } as const] : []),
    ...(format === undefined ? [] : [{ kind: 'format', format } as const]),
  ];
  const [destination, another] = given;
  if (another !== undefined)
    throw new WrongUsage('The keys can go to one place only: --write-profile, --csv, --env or --format.');
  return destination ?? { kind: json === true ? 'json' : 'shown' };
}

/** Whether the keys go to stdout, which then has nothing else. */
export function takesStdout(destination: KeyDestination): boolean {
  switch (destination.kind) {
    case 'format':
    case 'json':
    case 'shown':
      return true;
    case 'csv':
      return destination.file === '-';
    case 'profile':
      return false;
  }
}

/** Returns the flags again, for a command that continues this one. */
export function destinationWords(destination: KeyDestination): string {
  switch (destination.kind) {
    case 'profile':
      return ` --write-profile ${shellWord(destination.name)}`;
    case 'csv':
      return ` --csv ${shellWord(destination.file)}`;
    case 'format':
      return destination.format === 'shell' ? ' --env' : ` --format ${destination.format}`;
    case 'json':
      return ' --json';
    case 'shown':
      return '';
  }
}
