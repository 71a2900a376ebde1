import type { Plan, Step } from '../lib/blueprints/plan.ts';

/** Whether an account has had this blueprint before from this process, or this is the first time. */
export type Situation = 'first' | 'again';

const check = 'sts:GetCallerIdentity';

/** What each step of a plan sends. A key is checked by three calls at once, because IAM is many machines. */
const operations: Readonly<Record<Step['kind'], readonly string[]>> = {
  'create-user': ['iam:CreateUser'],
  'create-group': ['iam:CreateGroup'],
  'create-policy': ['iam:CreatePolicy'],
  'attach-user-policy': ['iam:AttachUserPolicy'],
  'attach-group-policy': ['iam:AttachGroupPolicy'],
  'add-user-to-group': ['iam:AddUserToGroup'],
  'create-access-key': ['iam:CreateAccessKey'],
  'check-access-key': [check, check, check],
};

/**
 * What goes ahead of the plan: the role, and the first time two tries to get it without the right external ID, beside
 * it, and a look at the boundary, after it.
 */
const ahead: Readonly<Record<Situation, { readonly calls: readonly string[]; readonly depth: number }>> = {
  first: { calls: ['sts:AssumeRole', 'sts:AssumeRole', 'sts:AssumeRole', 'iam:GetPolicy'], depth: 2 },
  again: { calls: ['sts:AssumeRole'], depth: 1 },
};

/** Every call to STS and IAM that an onboarding needs, in alphabetical order. */
export function expectedCalls({ steps }: Plan, situation: Situation): readonly string[] {
  return [...ahead[situation].calls, ...steps.flatMap(({ kind }) => operations[kind])].sort();
}

/** How many of them have to wait for one another, at least: the longest chain. */
export function longestChain({ steps }: Plan, situation: Situation): number {
  const depths = new Map<string, number>();
  // A plan names a step before those that need it.
  for (const { name, needs } of steps) {
    depths.set(name, 1 + Math.max(0, ...needs.map((need) => depths.get(need) ?? 0)));
  }
  return ahead[situation].depth + Math.max(...depths.values());
}
