import * as z from 'zod';

const schema = z.object({ calls: z.array(z.object({ principal: z.string(), operation: z.string() })) });
type Call = z.infer<typeof schema>['calls'][number];

/** Returns the calls to STS and IAM that the sandbox has received since `forgetCalls`. */
export async function sandboxCalls(awsUrl: string): Promise<readonly Call[]> {
  const answer = await fetch(`${awsUrl}/_sandbox/calls`);
  const { calls } = schema.parse(await answer.json());
  return calls.filter(({ operation }) => /^(sts|iam):/.test(operation));
}

/** Deletes the sandbox's list of calls. */
export async function forgetCalls(awsUrl: string): Promise<void> {
  await fetch(`${awsUrl}/_sandbox/calls`, { method: 'DELETE' });
}

/** Returns how many calls one onboarding made, with the session of its bootstrap role or with a key of its users. */
export function callsOf(calls: readonly Call[], onboardingId: string): number {
  return calls.filter(({ principal }) => principal.includes(onboardingId)).length;
}

/**
 * Returns the number of AssumeRole calls. The list does not say for which onboarding a call is, because none has a
 * session yet.
 */
export function assumeRoleCalls(calls: readonly Call[]): number {
  return calls.filter(({ operation }) => operation === 'sts:AssumeRole').length;
}

/** Delays every IAM call by `ms` milliseconds. */
export async function slowDown(awsUrl: string, ms: number): Promise<void> {
  const body = JSON.stringify({ operation: 'iam:*', kind: 'delay', ms });
  await fetch(`${awsUrl}/_sandbox/faults`, { method: 'POST', body });
}

/** Ends the delay. */
export async function speedUp(awsUrl: string): Promise<void> {
  await fetch(`${awsUrl}/_sandbox/faults`, { method: 'DELETE' });
}
