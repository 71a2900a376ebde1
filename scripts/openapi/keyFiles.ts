import { keyFormatNames, keyFormats, type KeyFormatName } from '../../lib/http/keyFormats/index.ts';
import { joseType } from '../../lib/http/views/keyAnswer.ts';
import { exampleOf } from './exampleOf.ts';

/** Stands for a secret access key in examples. It consists of characters that no format has to quote. */
export const secretPlaceholder = 'PLACEHOLDER-FOR-THE-SECRET-ACCESS-KEY';

const meanings: Readonly<Record<KeyFormatName, string>> = {
  csv: 'If `Accept` prefers it: the file that the IAM console offers for download, with one line for each user.',
  shell: 'If `Accept` prefers it: lines for a POSIX shell. Only for an onboarding with one user.',
  fish: 'If `Accept` prefers it: lines for fish (`set -gx`). Only for an onboarding with one user.',
  powershell: 'If `Accept` prefers it: lines for PowerShell (`$env:`). Only for an onboarding with one user.',
  configure:
    'If `Accept` prefers it: commands `aws configure set` for the profile `profile`; with several users, for a profile `{profile}-{user name}` each. While such a command runs, the secret is in the list of processes, and afterwards in the history of a shell that it was typed into.',
  dotenv:
    'If `Accept` prefers it: a file for `docker run --env-file` and for `env_file` of Docker Compose. Only for an onboarding with one user.',
  terraform: 'If `Accept` prefers it: a block of Terraform’s provider `aws`. Only for an onboarding with one user.',
  ini: 'If `Accept` prefers it: sections of `~/.aws/credentials`. `profile` names the section; with several users, each section is `{profile}-{user name}`.',
};

const ofJwe =
  'If the request has a `recipientKey` and `Accept` prefers one of the other formats: a compact JWE that contains the file. Its header `cty` says which.';

const key = { userName: 'tutum', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: secretPlaceholder };

/** Returns what an answer with keys contains if `Accept` names one of the other formats, by media type. */
export function keyFiles(): Readonly<Record<string, object>> {
  const files = keyFormatNames.map((name): [string, object] => {
    const { mediaType, write } = keyFormats[name];
    const schema = { type: 'string', description: meanings[name] };
    return [mediaType, { schema, ...exampleOf(write([key], { profile: 'tutum' })) }];
  });
  return { ...Object.fromEntries(files), [joseType]: { schema: { type: 'string', description: ofJwe } } };
}
