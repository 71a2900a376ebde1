import * as z from 'zod';

const schema = z.object({ calls: z.array(z.object({ principal: z.string(), operation: z.string() })) });
type Call = z.infer<typeof schema>['calls'][number];

/** The calls to STS and IAM that the sandbox has seen since it was last asked to forget them. */
export async function sandboxCalls(awsUrl: string): Promise<readonly Call[]> {
  const answer = await fetch(`${awsUrl}/_sandbox/calls`);
  const { calls } = schema.parse(await answer.json());
  return calls.filter(({ operation }) => /^(sts|iam):/.test(operation));
}

export async function forgetCalls(awsUrl: string): Promise<void> {
  await fetch(`${awsUrl}/_sandbox/calls`, { method: 'DELETE' });
}

/** Those of one onboarding: by the session of its bootstrap role, or with a key of its users. */
export function callsOf(calls: readonly Call[], onboardingId: string): number {
  return calls.filter(({ principal }) => principal.includes(onboardingId)).length;
}

/** The one call that comes before there is a session: which onboarding it is for, the log does not say. */
export function assumeRoleCalls(calls: readonly Call[]): number {
  return calls.filter(({ operation }) => operation === 'sts:AssumeRole').length;
}

/** Holds every IAM call back, in milliseconds. */
export async function slowDown(awsUrl: string, ms: number): Promise<void> {
  const body = JSON.stringify({ operation: 'iam:*', kind: 'delay', ms });
  await fetch(`${awsUrl}/_sandbox/faults`, { method: 'POST', body });
}

export async function speedUp(awsUrl: string): Promise<void> {
  await fetch(`${awsUrl}/_sandbox/faults`, { method: 'DELETE' });
}
