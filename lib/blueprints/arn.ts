import type { Parameter } from '../../catalog/blueprint.ts';
import { isRegion, partitions, regionRule, type Partition } from '../core/partitions.ts';

export type ArnParameter = Extract<Parameter, { kind: 'arn' }>;

/** The onboarding that an ARN has to fit. */
export interface Place {
  readonly partition: Partition;
  /** Absent if it is not known: then the account of an ARN is not compared. */
  readonly accountId?: string | undefined;
}

/** The fields of an ARN: `arn:{partition}:{service}:{region}:{account}:{resource}` (IAM User Guide, "IAM ARNs"). */
interface ArnFields {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

function fieldsOf(arn: string): ArnFields | undefined {
  const [start, partition = '', service = '', region = '', account = '', ...resource] = arn.split(':');
  if (start !== 'arn' || partition === '' || service === '' || resource.join('') === '') return undefined;
  return { partition, service, region, account, resource: resource.join(':') };
}

/** Returns why an ARN does not fit the parameter and the onboarding, as the rest of a sentence. Undefined if it fits. */
export function arnProblem(parameter: ArnParameter, arn: string, place: Place): string | undefined {
  const what = `the ARN of a resource of the type ${parameter.resourceType} of the service ${parameter.service}`;
  const like = `must be ${what}${parameter.format === undefined ? '' : `: ${inPlace(parameter.format, place)}`}.`;
  const found = fieldsOf(arn);
  const format = parameter.format === undefined ? undefined : fieldsOf(parameter.format);
  if (found === undefined || /\s/.test(arn)) return like;
  if (found.service !== (format?.service ?? parameter.service)) return `${like} It names the service ${found.service}.`;
  if (found.partition !== place.partition)
    return `must be in the partition ${place.partition}. It is in ${found.partition}.`;
  const wrongAccount = accountProblem(parameter, found.account, format?.account, place.accountId);
  if (wrongAccount !== undefined) return wrongAccount;
  if (format === undefined) return undefined;
  if (isVariable(format.region)) {
    if (!isRegion(place.partition, found.region)) return `must name ${regionRule(place.partition)}. ${like}`;
  } else if (found.region !== format.region) return like;
  return resourcePattern(format.resource, parameter.endsBefore).test(found.resource) ? undefined : like;
}

/** @param format the account of the format. Undefined: the format is not known, and some ARNs have no account */
function accountProblem(
  { anyAccount }: ArnParameter,
  found: string,
  format: string | undefined,
  expected: string | undefined,
): string | undefined {
  if (format !== undefined && !isVariable(format))
    return found === format ? undefined : `must have ${format === '' ? 'no account' : `the account ${format}`}.`;
  if (format === undefined && found === '') return undefined;
  if (!/^\d{12}$/.test(found)) return 'must name the account by its 12 digits.';
  if (anyAccount === true || expected === undefined || found === expected) return undefined;
  return `must be in the account ${expected}, which is onboarded. It is in ${found}.`;
}

const isVariable = (part: string) => part.includes('${');

/** Returns the format with the partition and, if it is known, the account of the onboarding. */
function inPlace(format: string, { partition, accountId }: Place): string {
  const inPartition = format.replace('${Partition}', partition);
  return accountId === undefined ? inPartition : inPartition.replace('${Account}', accountId);
}

/** Returns the regular expression for the resource of an ARN. Each variable takes one segment, the last one all that follows. */
function resourcePattern(format: string, endsBefore = ''): RegExp {
  return new RegExp(`^${sourceOf(format, endsBefore)}$`, 'u');
}

/** Returns the source of a regular expression. `endsBefore`: characters that the last variable does not take. */
function sourceOf(format: string, endsBefore: string): string {
  const parts = format.split(/(\$\{[^}]*\})/);
  const last = parts.findLastIndex(isVariable);
  return parts
    .map((part, index) => {
      if (!isVariable(part)) return part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
      const excluded = index === last ? endsBefore : ':/';
      return String.raw`[^\s${excluded.replaceAll('/', String.raw`\/`)}]+`;
    })
    .join('');
}

/** Returns the source of a regular expression for the ARNs that a parameter takes in a partition, for a JSON Schema. */
export function arnPattern({ format, service, endsBefore }: ArnParameter, partition: Partition): string {
  if (format === undefined) return `arn:${partition}:${service}:[^:\\s]*:(?:[0-9]{12})?:\\S+`;
  const { regions, optIn } = partitions[partition];
  const source = sourceOf(
    format.replace('${Partition}', partition).replace('${Region}', '\u0001').replace('${Account}', '\u0002'),
    endsBefore ?? '',
  );
  return source.replace('\u0001', `(?:${[...regions, ...optIn].join('|')})`).replace('\u0002', '[0-9]{12}');
}
