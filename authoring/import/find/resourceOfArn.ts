import { escaped } from './escaped.ts';
import type { AwsNames, ResourceType } from './awsNames.ts';

/** A part of an ARN that a variable of its format stands for, such as the name of a bucket. */
export interface Variable {
  /** Such as `BucketName`. */
  readonly name: string;
  /** The resource type that has this variable as its own name, such as `bucket` in the ARN of an object. */
  readonly resourceType: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Returns the variables of the last field of an ARN, by the format of its resource type. Undefined if no resource type of
 * the service has such ARNs. Of several formats, the one with the most fixed characters counts.
 */
export function variablesOf(
  names: AwsNames,
  { service, region, account, resource }: Readonly<Record<'service' | 'region' | 'account' | 'resource', string>>,
): readonly Variable[] | undefined {
  const types = names.resourceTypes(service).filter(({ arn }) => {
    const [, , named, itsRegion, itsAccount] = arn.split(':');
    return named === service && (itsRegion === '') === (region === '') && (itsAccount === '') === (account === '');
  });
  const matching = types.flatMap((type) => {
    const match = expressionOf(type).exec(resource);
    return match === null ? [] : [{ type, match }];
  });
  const [best] = matching.toSorted((one, other) => fixedLength(other.type) - fixedLength(one.type));
  if (best === undefined) return undefined;
  return variableNames(best.type).flatMap((name, index): Variable[] => {
    const span = best.match.indices?.[index + 1];
    if (span === undefined) return [];
    const owner = types
      .filter((type) => variableNames(type).at(-1) === name)
      .toSorted((one, other) => one.arn.length - other.arn.length)[0];
    const isOwn = variableNames(best.type).at(-1) === name;
    return [
      { name, resourceType: (isOwn || owner === undefined ? best.type : owner).type, from: span[0], to: span[1] },
    ];
  });
}

const resourcePart = ({ arn }: ResourceType) => arn.split(':').slice(5).join(':');
const variablePattern = /\$\{(\w+)\}/g;

function variableNames(type: ResourceType): readonly string[] {
  return [...resourcePart(type).matchAll(variablePattern)].map(([, name = '']) => name);
}

function fixedLength(type: ResourceType): number {
  return resourcePart(type).replaceAll(variablePattern, '').length;
}

function expressionOf(type: ResourceType): RegExp {
  const parts = resourcePart(type).split(variablePattern);
  const last = parts.length - 2;
  const source = parts.map((part, index) => {
    if (index % 2 === 0) return escaped(part);
    return index === last ? '(.+)' : '(.+?)';
  });
  return new RegExp(`^${source.join('')}$`, 'd');
}
