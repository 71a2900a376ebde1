import type { Blueprint } from '../catalog/blueprint.ts';
import { boundaryParameters } from '../lib/blueprints/permissionsBoundary.ts';
import type { Plan, Step } from '../lib/blueprints/plan.ts';

/** Whether this process onboards the blueprint in an account for the first time, or has done so before. */
export type Situation = 'first' | 'again';

const check = 'sts:GetCallerIdentity';
const role = 'sts:AssumeRole';

/** The calls of each kind of step. Three parallel calls check a key, because IAM distributes it over many machines. */
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
 * The calls besides the steps of the plan. AssumeRole is the first call. The first time, the trust probe makes two calls
 * in parallel to it, and two more in parallel to the check of the keys, because a new trust policy takes effect with a
 * delay. `depth` is how many of these calls come before the steps, one after another.
 */
const callsBesidesPlan: Readonly<Record<Situation, { readonly calls: readonly string[]; readonly depth: number }>> = {
  first: { calls: [role, role, role, role, role], depth: 1 },
  again: { calls: [role], depth: 1 },
};

/**
 * The call that reads the permissions boundary while the first user is created. Only the first time, and only if its document
 * depends on parameters: its name has a digest of their values.
 */
function boundaryCalls(blueprint: Blueprint, situation: Situation): readonly string[] {
  const isRead = situation === 'first' && boundaryParameters(blueprint).length > 0;
  return isRead ? ['iam:GetPolicyVersion'] : [];
}

/** Returns every call to STS and IAM that an onboarding needs, in alphabetical order. */
export function expectedCalls(blueprint: Blueprint, { steps }: Plan, situation: Situation): readonly string[] {
  const besides = [...callsBesidesPlan[situation].calls, ...boundaryCalls(blueprint, situation)];
  return [...besides, ...steps.flatMap(({ kind }) => operations[kind])].sort();
}

/**
 * Returns every call of an asynchronous onboarding with its claim, in alphabetical order. The worker and the claim have
 * a session each. Before the claim creates a key, it checks that the user is still the same one, and lists its keys,
 * which Latchkey has not created.
 */
export function expectedCallsLater(blueprint: Blueprint, plan: Plan): readonly string[] {
  const perUser = plan.userNames.flatMap(() => ['iam:GetUser', 'iam:ListAccessKeys']);
  return [...expectedCalls(blueprint, plan, 'again'), role, ...perUser].sort();
}

/** Returns the length of the longest chain of calls that have to run one after another. */
export function longestChain(plan: Plan, situation: Situation): number {
  return callsBesidesPlan[situation].depth + Math.max(...depthsOf(plan).values());
}

/** Returns how many steps of the plan have to run one after another until each step is done, with the step itself. */
function depthsOf({ steps }: Plan): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  // A plan lists each step before the steps that need it.
  for (const { name, needs } of steps) depths.set(name, 1 + Math.max(0, ...needs.map((need) => depths.get(need) ?? 0)));
  return depths;
}

/**
 * Returns the calls by rounds: a call is in the round after the last one that it waits for, so that all calls of a round
 * are in flight at the same time. For a plan of fewer than 10 users: at most 10 calls run in parallel.
 */
export function expectedRounds(blueprint: Blueprint, plan: Plan, situation: Situation): readonly (readonly string[])[] {
  const rounds: string[][] = [situation === 'first' ? [role, role, role] : [role]];
  const add = (round: number, calls: readonly string[]) => {
    rounds[round] = [...(rounds[round] ?? []), ...calls].sort();
  };
  const depths = depthsOf(plan);
  for (const { name, kind } of plan.steps) add(depths.get(name) ?? 0, operations[kind]);
  const firstOf = (kind: Step['kind']) =>
    Math.min(...plan.steps.filter((step) => step.kind === kind).map(({ name }) => depths.get(name) ?? 0));
  add(firstOf('create-user'), boundaryCalls(blueprint, situation));
  if (situation === 'first') add(firstOf('check-access-key'), [role, role]);
  return rounds;
}
