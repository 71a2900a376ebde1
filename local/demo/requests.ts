import type { Blueprint } from '../../catalog/blueprint.ts';

/** What the demo asks of one blueprint, and how it sees that the keys are what was asked for. */
export interface DemoRequest {
  readonly blueprint: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Of each user that gets a key: an action it must be allowed, and one it must not. */
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

/** One request for each blueprint of the catalogue; one that is new here is asked for as it comes. */
export function demoRequests(catalog: readonly Blueprint[]): readonly DemoRequest[] {
  return catalog.map(({ name }) => ({
    ...(known[name] ?? { parameters: {}, may: undefined, mayNot: undefined }),
    blueprint: name,
  }));
}
