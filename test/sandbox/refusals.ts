import type { IAM } from '@aws-sdk/client-iam';
import { createSandbox } from '../../local/sandbox/index.ts';
import { documentOf, refusalOf, rootOf } from '../support/sandboxClients.ts';

export const account = '111122223333';
export const policyArn = `arn:aws:iam::${account}:policy/path/policy`;
export const document = documentOf({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' });
export const trust = documentOf({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
export const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';

type Step = (iam: IAM) => Promise<unknown>;

export interface Case {
  readonly name: string;
  /** The documentation of AWS in which this is specified. */
  readonly source: string;
  readonly given?: Step;
  readonly call: Step;
  readonly code: string;
  readonly words: string;
  readonly status: number;
}

/** Returns a function that creates cases with this error code. */
export function refused(code: string, status: number) {
  return (name: string, source: string, call: Step, words: string, given?: Step): Case => ({
    name,
    source,
    call,
    words,
    code,
    status,
    ...(given && { given }),
  });
}

export const api = (operation: string): string => `IAM API reference, ${operation}`;

export const UserName = 'tutum';
export const GroupName = 'team';
export const RoleName = 'role';
export const user: Step = (iam) => iam.createUser({ UserName });
export const group: Step = (iam) => iam.createGroup({ GroupName });
export const role: Step = (iam) => iam.createRole({ RoleName, AssumeRolePolicyDocument: trust });
export const policy: Step = (iam) =>
  iam.createPolicy({ PolicyName: 'policy', Path: '/path/', PolicyDocument: document });
export const device: Step = async (iam) => {
  const { VirtualMFADevice } = await iam.createVirtualMFADevice({ VirtualMFADeviceName: 'phone' });
  const SerialNumber = VirtualMFADevice?.SerialNumber;
  await iam.enableMFADevice({ UserName, SerialNumber, AuthenticationCode1: '123456', AuthenticationCode2: '654321' });
};

export function all(...steps: readonly Step[]): Step {
  return async (iam) => {
    for (const step of steps) await step(iam);
  };
}

/**
 * Runs each case in an account of its own, as the root user, so that a call can be refused only because of the tested
 * rule.
 */
export function testRefusals(cases: readonly Case[]): void {
  test.each(cases)('$code: $name ($source)', async ({ given, call, code, words, status }) => {
    const { iam } = rootOf(createSandbox({ dataDir: ':memory:' }), account);
    await given?.(iam);
    expect(await refusalOf(call(iam))).toEqual({ code, words, status });
  });
}
