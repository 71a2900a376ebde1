import type { Parameter } from '../catalog/blueprint.ts';
import { readParameters } from '../lib/blueprints/parameters.ts';

type Sampled = Extract<Parameter, { kind: 'arn' | 'resourceName' | 'regions' | 'text' }>;

/** The values that are tried: names, and IDs in the formats of hosted zones, keys, organizations, accounts and VPCs. */
const texts = (number: number) => [
  `example-${number}`,
  `Example${number}`,
  `example${number}`,
  String(number),
  `Z0123456789ABCDEFGH${number}`,
  `1234abcd-12ab-34cd-56ef-1234567890a${number}`,
  `o-exampleorg${number}`,
  `11112222333${number}`,
  `vpc-0a1b2c3d4e5f6789${number}`,
];

/**
 * Returns a value that a parameter accepts in an account of the partition aws, for a request that must have one.
 * Returns undefined if the parameter accepts none of the values that are tried, for example because of its pattern.
 */
export function sampleValue(parameter: Sampled, accountId: string): string | readonly string[] | undefined {
  const list = parameter.kind === 'regions' ? parameter : parameter.list;
  const inForm = (text: string) => (parameter.kind === 'arn' ? arnWith(parameter, text, accountId) : text);
  const isAccepted = (value: unknown) => {
    const alone = { ...withoutResources, parameters: { it: parameter } };
    return 'values' in readParameters(alone, { it: value }, { partition: 'aws', accountId });
  };
  const candidates = (number: number) =>
    parameter.kind === 'regions' ? [regions[number - 1] ?? ''] : texts(number).map(inForm);
  if (list === undefined) return candidates(1).find(isAccepted);
  const lists = candidates(1).map((_, which) =>
    Array.from({ length: list.min }, (_unused, index) => candidates(index + 1)[which] ?? ''),
  );
  return lists.find(isAccepted);
}

const withoutResources = {
  ...{ name: 'sample', title: '', source: '', policies: [], groups: [], users: [] },
  ...{ permissionsBoundary: [], differences: [], notes: [] },
};

const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];

function arnWith({ service, format }: Extract<Sampled, { kind: 'arn' }>, text: string, accountId: string): string {
  return (format ?? `arn:\${Partition}:${service}:\${Region}:\${Account}:\${Name}`)
    .replace('${Partition}', 'aws')
    .replace('${Region}', 'us-east-1')
    .replace('${Account}', accountId)
    .replaceAll(/\$\{\w+\}/g, text);
}
