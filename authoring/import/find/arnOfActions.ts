import type { AwsNames } from './awsNames.ts';
import type { Meaning } from './findings.ts';
import { arnMeaning } from './meanings.ts';

/** Resource types by the types of Terraform's resources, where the names differ. */
const terraformTypes: Readonly<Record<string, string>> = {
  aws_s3_bucket: 's3/bucket',
  aws_sqs_queue: 'sqs/queue',
  aws_sns_topic: 'sns/topic',
  aws_dynamodb_table: 'dynamodb/table',
  aws_lambda_function: 'lambda/function',
  aws_kms_key: 'kms/key',
  aws_iam_role: 'iam/role',
  aws_route53_zone: 'route53/hostedzone',
  aws_secretsmanager_secret: 'secretsmanager/Secret',
};

/**
 * Returns the meaning of a placeholder for a whole ARN: its type as the person gave it, that of a reference of Terraform,
 * or the one type that all actions of the statement have. Undefined if that leaves none or several.
 *
 * @param isPrefix whether something follows the placeholder, such as `/*` after the ARN of a bucket
 */
export function arnOfActions(
  hole: string,
  {
    actions,
    names,
    isPrefix,
  }: { readonly actions: readonly string[]; readonly names: AwsNames; readonly isPrefix: boolean },
  given?: { readonly service: string; readonly resourceType: string },
): Meaning | undefined {
  if (given !== undefined) return arnMeaning(hole, given);
  const referred = terraformTypes[/^\$\{(aws_\w+)\./.exec(hole)?.[1] ?? ''];
  const [service = '', resourceType = ''] = referred?.split('/') ?? onlyType(actions, names, isPrefix) ?? [];
  return resourceType === '' ? undefined : arnMeaning(hole, { service, resourceType });
}

function onlyType(
  actions: readonly string[],
  names: AwsNames,
  isPrefix: boolean,
): readonly [string, string] | undefined {
  const services = new Set(actions.map((action) => action.split(':')[0]?.toLowerCase() ?? ''));
  const [service = ''] = services;
  if (services.size !== 1) return undefined;
  // The ARN of an object begins with that of its bucket.
  if (service === 's3') return ['s3', isPrefix || !actions.every(isAboutObjects) ? 'bucket' : 'object'];
  const known = names.actions(service);
  const types = actions.map((action) => {
    const name = action.slice(service.length + 1).toLowerCase();
    return known.find((each) => each.name.toLowerCase() === name)?.resourceTypes ?? [];
  });
  const [first = [], ...others] = types.filter((each) => each.length > 0);
  const common = first.filter((type) => others.every((each) => each.includes(type)));
  const [only] = common;
  return only === undefined || common.length > 1 ? undefined : [service, only];
}

const isAboutObjects = (action: string) => /Object|Multipart/i.test(action);
