import { isUnlimited, type Statement } from './statements.ts';

/**
 * The words for condition keys, so that a condition reads as a sentence (IAM User Guide, condition keys of AWS, EC2 and
 * IAM).
 */
const keyNames: ReadonlyMap<string, string> = new Map([
  ['ec2:region', 'in the region'],
  ['aws:requestedregion', 'in the region'],
  ['iam:awsservicename', 'for the service'],
  ['iam:passedtoservice', 'to pass to the service'],
]);

/**
 * A limit of a statement in words, such as "in the region us-west-2". `isNegated`: the statement applies everywhere
 * else.
 */
interface Phrase {
  readonly words: string;
  readonly isNegated: boolean;
}

/**
 * Returns the limits of an Allow statement in words, such as "only in the region us-west-2". Empty if it has no limits.
 */
export function limitOf(statement: Statement): string {
  return phrasesOf(statement)
    .map(({ words, isNegated }) => `${isNegated ? 'not' : 'only'} ${words}`)
    .join(' and ');
}

/** Returns what a Deny statement with limits excludes, in words, such as "not in the region us-west-2". */
export function exceptionOf(statement: Statement): string {
  const phrases = phrasesOf(statement);
  const [first] = phrases;
  if (phrases.length === 1 && first !== undefined) return `${first.isNegated ? 'only' : 'not'} ${first.words}`;
  return `not where all of this holds: ${phrases.map(({ words, isNegated }) => `${isNegated ? 'not ' : ''}${words}`).join(', ')}`;
}

function phrasesOf(statement: Statement): readonly Phrase[] {
  if (isUnlimited(statement)) return [];
  const { Resource = [], NotResource = [], Condition = {} } = statement;
  return [
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => conditionPhrase(operator, key, values)),
    ),
    ...(Resource.length === 0 || Resource.includes('*') ? [] : [{ words: `on ${either(Resource)}`, isNegated: false }]),
    ...(NotResource.length === 0 ? [] : [{ words: `on ${either(NotResource)}`, isNegated: true }]),
  ];
}

function conditionPhrase(operator: string, key: string, values: readonly string[]): Phrase {
  const name = keyNames.get(key.toLowerCase());
  if (name === undefined || !['StringEquals', 'StringNotEquals'].includes(operator)) {
    return { words: `where ${key} meets ${operator} ${either(values)}`, isNegated: false };
  }
  const words = `${name}${values.length > 1 ? 's' : ''} ${either(values)}`;
  return { words, isNegated: operator === 'StringNotEquals' };
}

/** Returns "a", "a or b" or "a, b or c". */
function either(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
