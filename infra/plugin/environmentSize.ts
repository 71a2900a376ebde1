/**
 * The bytes that Lambda allows for all environment variables of a function (Lambda Developer Guide, "Lambda quotas": 4 KB).
 * It counts names and values as one JSON object, as its error message "String measured" shows
 * (https://github.com/github-aws-runners/terraform-aws-github-runner/issues/3594).
 */
const maxBytes = 4096;

/**
 * Returns why Lambda would refuse the environment of the functions: a sentence with the size, the largest setting and what
 * to do. Returns undefined if the environment fits.
 *
 * @param environment every variable of a function, with values as long as the deployed ones
 */
export function sizeProblem(environment: Readonly<Record<string, string>>): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(environment));
  if (bytes <= maxBytes) return undefined;
  const [name, value] =
    Object.entries(environment).toSorted(([, one], [, other]) => other.length - one.length)[0] ?? [];
  const wayOut =
    name === 'LATCHKEY_API_TOKEN_HASHES'
      ? 'Keep the tokens in SSM: store each in a parameter, and deploy with apiTokenHashes=ssm (docs/configuration.md, Tokens).'
      : 'Shorten it.';
  return `The environment of each function would have ${bytes} bytes, and Lambda allows ${maxBytes}. The largest setting is ${name ?? ''} with ${value?.length ?? 0}. ${wayOut}`;
}
