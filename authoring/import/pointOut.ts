import { matches } from '../../lib/preview/statements.ts';
import type { AwsNames, KnownAction } from './find/awsNames.ts';
import { asWritten } from './source/sourceValue.ts';
import type { Place } from './source/mappedText.ts';
import type { SourceStatement } from './policy/sourcePolicy.ts';

/** Something that the policy allows and a tenant should know of. */
export interface Risky {
  readonly text: string;
  readonly place: Place;
}

/** Returns what is wide in a statement, or lacks a condition that AWS recommends, each with its risk. */
export function riskyIn(statement: SourceStatement, names: AwsNames): readonly Risky[] {
  if (statement.effect === 'Deny') return [];
  const { place } = statement;
  const actions = statement.lists.Action?.values.map(asWritten);
  const resources = statement.lists.Resource?.values.map(asWritten) ?? [];
  const isEverywhere = resources.includes('*') || statement.lists.NotResource !== undefined;
  const keys = statement.conditions.map(({ key }) => asWritten(key).toLowerCase());
  const risky: Risky[] = [];
  if (statement.lists.NotResource !== undefined)
    risky.push({
      place,
      text: 'NotResource with Allow gives every resource that is not named, also those that are created later.',
    });
  if (actions === undefined) {
    const text = 'NotAction with Allow gives every action that is not named, also those that AWS adds later.';
    return [...risky, { place, text }];
  }
  if (actions.includes('*')) return [...risky, { place, text: 'Action "*" gives every action of every service.' }];
  if (actions.some((each) => matches(each, 'iam:PassRole')) && !keys.includes('iam:passedtoservice')) {
    const which =
      isEverywhere || resources.some((each) => /role\/\*$/.test(each)) ? 'any role of the account' : 'the roles';
    risky.push({
      place,
      text: `iam:PassRole without a condition on iam:PassedToService: ${which} can be passed to any service, which then acts with it.`,
    });
  }
  risky.push(...metWithoutKey(statement));
  if (statement.conditions.length > 0) return risky;
  const writes = isEverywhere ? actions.flatMap((action) => writesOf(action, names)) : [];
  const buckets = writes.filter((name) => name.startsWith('s3:'));
  if (isEverywhere && actions.some((each) => each.startsWith('s3:') && isAboutBuckets(each)))
    risky.push({
      place,
      text: `S3 without the ARN of a bucket: ${buckets.length > 0 ? 'the objects of every bucket of the account can be read or changed' : 'every bucket of the account can be read'}.`,
    });
  const others = writes.filter((name) => !name.startsWith('s3:') && name !== 'iam:PassRole');
  if (others.length > 0)
    risky.push({
      place,
      text: `Resource "*" for actions that change something and could name a resource (${some(others)}): they reach every such resource of the account.`,
    });
  return risky;
}

/**
 * Source: IAM User Guide, "Set operators for multivalued context keys": ForAllValues is true if the request has no such
 * key, so that it should not stand in a statement that allows without a Null condition.
 */
function metWithoutKey({ conditions, place }: SourceStatement): readonly Risky[] {
  const keysOf = (isMeant: (operator: string) => boolean) =>
    conditions.filter(({ operator }) => isMeant(operator.toLowerCase())).map(({ key }) => asWritten(key));
  const present = keysOf((operator) => operator === 'null').map((key) => key.toLowerCase());
  const open = keysOf((operator) => operator.startsWith('forallvalues:')).filter(
    (key) => !present.includes(key.toLowerCase()),
  );
  if (open.length === 0) return [];
  return [
    {
      place,
      text: `ForAllValues without a Null condition: a request that has no value of ${[...new Set(open)].join(', ')} meets the condition.`,
    },
  ];
}

/** Actions on one bucket or its objects, and patterns of them. */
const isAboutBuckets = (action: string) =>
  !/^s3:(?:ListAllMyBuckets|CreateBucket|GetAccount\w*|PutAccount\w*)$/i.test(action);

/** The actions of a pattern that change something and for which a policy could name resources. */
function writesOf(pattern: string, names: AwsNames): readonly string[] {
  const [service = ''] = pattern.split(':');
  const isWrite = ({ level, resourceTypes }: KnownAction) =>
    /write|permissions/i.test(level) && resourceTypes.length > 0;
  return names
    .actions(service.toLowerCase())
    .filter((action) => isWrite(action) && matches(pattern, `${service}:${action.name}`))
    .map(({ name }) => `${service}:${name}`);
}

function some(names: readonly string[]): string {
  if (names.length <= 4) return names.join(', ');
  return `${names.slice(0, 3).join(', ')} and ${String(names.length - 3)} more actions`;
}
