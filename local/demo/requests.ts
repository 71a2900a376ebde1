import type { Blueprint } from '../../catalog/blueprint.ts';
import { requiredParameters } from '../requiredParameters.ts';

/** The request of the demo for one blueprint, and actions to check the permissions of the keys with. */
export interface DemoRequest {
  readonly blueprint: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** An action that each user with a key must be allowed, and one that it must be denied. */
  readonly may: string | undefined;
  readonly mayNot: string | undefined;
}

const known: Readonly<Record<string, Omit<DemoRequest, 'blueprint'>>> = {
  cycle: {
    parameters: { userNames: ['cycle-ann', 'cycle-ben', 'cycle-eve'] },
    may: 'ec2:RunInstances',
    mayNot: 'iam:CreateUser',
  },
  humalect: { parameters: {}, may: 'eks:CreateCluster', mayNot: 'iam:CreateUser' },
  koding: { parameters: { route53: true }, may: 'route53:CreateHostedZone', mayNot: 'iam:CreateUser' },
  serverless: {
    parameters: { permissions: 'deploy' },
    may: 'cloudformation:DescribeStacks',
    mayNot: 'iam:CreateUser',
  },
  tutum: { parameters: { region: 'us-west-2' }, may: 'iam:ListInstanceProfiles', mayNot: 's3:ListAllMyBuckets' },
};

/**
 * Returns one request for each blueprint of the catalogue. An unknown blueprint gets its default parameters and no
 * checks.
 */
export function demoRequests(catalog: readonly Blueprint[]): readonly DemoRequest[] {
  return catalog.map((blueprint) => ({
    ...(known[blueprint.name] ?? { parameters: requiredParameters(blueprint, 2), may: undefined, mayNot: undefined }),
    blueprint: blueprint.name,
  }));
}
