import { planOf, type BlueprintDeps, type Planned } from '../../lib/blueprints/blueprints.ts';
import { blueprintOf } from '../../lib/blueprints/versions.ts';
import { attachmentsOf } from '../../lib/blueprints/policyDocumentsOf.ts';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { withPlan } from '../../lib/record/update.ts';
import type { Accounts } from '../../local/sandbox/accounts.ts';
import type { SignedCall } from '../../local/sandbox/types.ts';

/** The calls after which users may have less. */
const ending = new Set([
  'DetachUserPolicy',
  'DetachGroupPolicy',
  'RemoveUserFromGroup',
  'DeletePolicy',
  'DeleteGroup',
  'DeleteUserPolicy',
  'DeletePolicyVersion',
]);

/** The plans that an onboarding has or gets: while it is updated, both. */
const plansIn = (record: Onboarding): readonly Planned[] => {
  switch (record.status) {
    case 'ready':
    case 'claiming':
    case 'claimed':
    case 'rotating':
      return [record];
    case 'updating':
      return [record, withPlan(record, record.update.other)];
    default:
      return [];
  }
};

/**
 * Notes each call of Latchkey after which the users of an onboarding in use have no plan whole: before an update they have
 * the old one, after it the new one, and in between at least one of them with everything that belongs to it.
 */
export function watchPlans(
  accounts: Accounts,
  known: BlueprintDeps,
  records: ReadonlyMap<string, Onboarding>,
  wrong: string[],
) {
  /** What a plan says that is not in the account. */
  const missing = (planned: Planned): readonly string[] => {
    // A test may write a record with a version that nobody has deployed.
    if (blueprintOf(known, planned) === undefined) return [];
    const { plan } = planOf(known, planned);
    const { users, groups } = accounts.get(planned.accountId);
    const attached = attachmentsOf(plan).flatMap(({ type, name, policyArn }) => {
      const holder = (type === 'user' ? users : groups).get(name.toLowerCase());
      return holder?.attached.some(({ arn }) => arn === policyArn) === true ? [] : [`${policyArn} at ${name}`];
    });
    const memberships = plan.steps.flatMap((step) => {
      if (step.kind !== 'add-user-to-group') return [];
      const members = groups.get(step.group.toLowerCase())?.members ?? [];
      return members.some(({ userName }) => userName === step.user) ? [] : [`${step.user} in ${step.group}`];
    });
    return [...attached, ...memberships];
  };
  return {
    missing,
    /** Runs a call, and looks after it at what the users have. */
    around: async <T>(call: SignedCall, answer: () => Promise<T>): Promise<T> => {
      const { accountId, arn } = call.caller;
      const action = call.parameters['Action'] ?? '';
      const given = await answer();
      if (!arn.includes('/ob_') || !ending.has(action)) return given;
      for (const record of records.values()) {
        const plans = record.accountId === accountId ? plansIn(record).map(missing) : [];
        if (plans.length > 0 && plans.every((each) => each.length > 0))
          wrong.push(
            `I9: after ${action}, ${record.id} (${record.status}) lacks ${plans.join(', and of the other plan ')}`,
          );
      }
      return given;
    },
  };
}
