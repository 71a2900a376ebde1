import { join } from 'node:path';

/** The paths of the two files of the AWS CLI and the SDKs. */
export interface AwsFiles {
  readonly credentials: string;
  readonly config: string;
}

/**
 * Returns the paths of the files. Source: AWS SDKs and Tools Reference Guide, "Finding and changing the location of the
 * shared config and credentials files".
 */
export function awsFilesOf({
  environment,
  home,
}: {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}): AwsFiles {
  const pathOf = (variable: string, name: string) => {
    const given = environment[variable];
    if (given === undefined || given === '') return join(home, '.aws', name);
    // The AWS CLI replaces the tilde too. A shell has done so already, unless the path was in quotes.
    return given.startsWith('~/') ? join(home, given.slice(2)) : given;
  };
  return {
    credentials: pathOf('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
    config: pathOf('AWS_CONFIG_FILE', 'config'),
  };
}
