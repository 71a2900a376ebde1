import { partitions, partitionNames } from '../../../lib/core/partitions.ts';
import type { Meaning } from './findings.ts';
import { camelCase, wordsOf } from './words.ts';

/** Account IDs of AWS's documentation and other examples, which are nobody's. */
const exampleAccounts = new Set(
  '123456789012 111122223333 444455556666 777788889999 999999999999 111111111111 222222222222 333333333333 000000000000 123456789123 012345678901 012345678910 210987654321 123123123123 112233445566 555555555555 888888888888 121212121212'.split(
    ' ',
  ),
);

export const isExampleAccount = (text: string) => exampleAccounts.has(text);

const everyRegion: readonly string[] = partitionNames.flatMap((name) => [
  ...partitions[name].regions,
  ...partitions[name].optIn,
]);
export const isKnownRegion = (text: string) => everyRegion.includes(text);
export const isPartition = (text: string) => /^aws(?:-[a-z-]+)?$/.test(text);

/** Account IDs and regions inside other texts, such as the name of a bucket. */
export const accountOrRegion = new RegExp(
  `(?<![0-9])[0-9]{12}(?![0-9])|(?<![a-z0-9])(?:${everyRegion.toSorted((one, other) => other.length - one.length).join('|')})(?![0-9a-z])`,
  'g',
);

const regionPattern = '[a-z]{2}(-[a-z]+)+-[0-9]';

export const accountId: Meaning = { is: 'accountId' };
export const partition: Meaning = { is: 'partition' };

export function regionMeaning(): Meaning {
  return {
    is: 'parameter',
    // A parameter called region would be written into files of keys.
    name: 'awsRegion',
    make: (text) => ({
      kind: 'text',
      pattern: regionPattern,
      maxLength: 32,
      description: `The region that the guide writes as ${text}, such as eu-west-1.`,
    }),
  };
}

/** Whether a placeholder means the account of the tenant, by its words: `<ACCOUNT_ID>`, `${AWS::AccountId}`. */
export function meansAccount(hole: string): boolean {
  const words = wordsOf(hole);
  const has = (word: string) => words.includes(word);
  return (
    (has('account') && (has('id') || has('number') || words.length === 1)) || has('accountid') || has('accountnumber')
  );
}

/** Whether a placeholder means the account of somebody else, such as `<VENDOR_ACCOUNT_ID>`. */
export function meansOtherAccount(hole: string): boolean {
  return wordsOf(hole).some((word) =>
    [
      'vendor',
      'our',
      'partner',
      'provider',
      'trusted',
      'external',
      'saas',
      'their',
      'other',
      'company',
      'third',
      'cross',
    ].includes(word),
  );
}

export const meansRegion = (hole: string) => wordsOf(hole).includes('region');
export const meansPartition = (hole: string) => wordsOf(hole).includes('partition');

/** A text of which nothing more is known, such as the value of a condition. */
export function textMeaning(hole: string, pattern = '[^*?$]+', maxLength = 256): Meaning {
  const words = wordsOf(hole);
  return {
    is: 'parameter',
    name: camelCase(words.length === 0 ? ['value'] : words),
    make: (text) => ({ kind: 'text', pattern, maxLength, description: `What the guide writes as ${text}.` }),
  };
}

/** Whether a text is nothing but what it stands for, such as `bucketname` for the variable `BucketName`. */
export function repeatsVariable(text: string, variable: string): boolean {
  const letters = (of: string) => of.toLowerCase().replaceAll(/[^a-z]/g, '');
  return letters(text) === letters(variable.replace(/WithPath$/, ''));
}

/** The name of a resource, whole. */
export function nameMeaning(
  hole: string | undefined,
  resource: { service: string; resourceType: string; variable: string },
): Meaning {
  const { service, resourceType, variable } = resource;
  const own = wordsOf(
    /^(?:Id|Name|Alias)$/.test(variable) ? `${resourceType} ${variable}` : variable.replace(/WithPath$/, ''),
  );
  const words = hole === undefined ? [] : wordsOf(hole);
  return {
    is: 'parameter',
    name: camelCase(words.every((word) => own.includes(word)) || words.join('') === own.join('') ? own : words),
    make: (text) => ({
      kind: 'resourceName',
      service,
      resourceType,
      description: `Name of the ${resourceType} (${service}) that the guide writes as ${text}.`,
    }),
  };
}

/** The ARN of a resource, whole. */
export function arnMeaning(
  hole: string,
  { service, resourceType }: { service: string; resourceType: string },
): Meaning {
  const words = wordsOf(hole).filter((word) => word !== 'arn' && word !== 'resource');
  return {
    is: 'parameter',
    name: camelCase([...(words.length === 0 ? [resourceType.replaceAll('-', '')] : words), 'arn']),
    make: (text) => ({
      kind: 'arn',
      service,
      resourceType,
      description: `ARN of the ${resourceType} (${service}) that the guide writes as ${text}.`,
    }),
  };
}
