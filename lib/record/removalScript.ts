import type { Onboarding, ResourceRecord } from './onboarding.ts';

/**
 * Returns a shell script with the `aws iam` commands that remove what may be left in the account, for a tenant who has
 * deleted the bootstrap role or does not want to restore it. Undefined if nothing may be left.
 *
 * The commands list what a resource has and remove it, because the record does not know what the tenant has added. Keys
 * come first. Names consist of characters that need no escape within quotes (`namePattern`).
 */
export function removalScript({ status, resources, mayHaveMade, oldBoundaries = [] }: Onboarding): string | undefined {
  if (status !== 'needs_attention' && status !== 'failed' && status !== 'offboarded') return undefined;
  const left = resources.filter(
    (each) => each.status === 'left' || each.status === 'made' || (mayHaveMade && each.status === 'planned'),
  );
  if (left.length === 0 && oldBoundaries.length === 0) return undefined;
  const of = (type: ResourceRecord['type'], commands: (resource: ResourceRecord) => readonly string[]) =>
    left.filter((each) => each.type === type).flatMap(commands);
  return [
    ...of('user', ({ name }) => keysOf(name)),
    ...of('user', ({ name }) => userCommands(name)),
    ...of('group', ({ name }) => groupCommands(name)),
    ...of('policy', ({ arn }) => [deletePolicyCommand(arn)]),
    ...oldBoundaries.map(deletePolicyCommand),
  ].join('\n');
}

/** Returns the command that deletes a policy. IAM refuses it while a user has the policy. */
export function deletePolicyCommand(arn: string): string {
  return `aws iam delete-policy --policy-arn '${arn}'`;
}

/** A loop over the results of a list command. */
function forEach(list: string, query: string, command: string): string {
  return `for each in $(aws iam ${list} --query '${query}' --output text); do aws iam ${command}; done`;
}

function keysOf(name: string): readonly string[] {
  const user = `--user-name '${name}'`;
  const query = 'AccessKeyMetadata[].AccessKeyId';
  return [forEach(`list-access-keys ${user}`, query, `delete-access-key ${user} --access-key-id "$each"`)];
}

function userCommands(name: string): readonly string[] {
  const user = `--user-name '${name}'`;
  return [
    forEach(
      `list-attached-user-policies ${user}`,
      'AttachedPolicies[].PolicyArn',
      `detach-user-policy ${user} --policy-arn "$each"`,
    ),
    forEach(`list-user-policies ${user}`, 'PolicyNames[]', `delete-user-policy ${user} --policy-name "$each"`),
    forEach(
      `list-groups-for-user ${user}`,
      'Groups[].GroupName',
      `remove-user-from-group ${user} --group-name "$each"`,
    ),
    `aws iam delete-user ${user}`,
  ];
}

function groupCommands(name: string): readonly string[] {
  const group = `--group-name '${name}'`;
  return [
    forEach(
      `list-attached-group-policies ${group}`,
      'AttachedPolicies[].PolicyArn',
      `detach-group-policy ${group} --policy-arn "$each"`,
    ),
    `aws iam delete-group ${group}`,
  ];
}
