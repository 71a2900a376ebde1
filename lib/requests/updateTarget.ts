import type { Blueprint } from '../../catalog/blueprint.ts';
import { planOf, type BlueprintDeps } from '../blueprints/blueprints.ts';
import { namesAfterUpdate } from '../blueprints/namesAfterUpdate.ts';
import { readParameters } from '../blueprints/parameters.ts';
import { blueprintDigest, blueprintOf, findBlueprint } from '../blueprints/versions.ts';
import type { Plan } from '../blueprints/plan.ts';
import { boundarySizeErrors, policySizeErrors, tagErrors } from '../blueprints/valueErrors.ts';
import type { ParameterValues } from '../blueprints/policyDocument.ts';
import { ProblemError, type FieldError } from '../core/errors.ts';
import { keysInWork } from './assertNoKeyWork.ts';
import type { InStatus, Onboarding, PlanChoice } from '../record/onboarding.ts';
import { withPlan } from '../record/update.ts';

/** An onboarding whose plan can be changed: its users exist, and no process works on it. */
export type Updatable = InStatus<'ready' | 'claimed'>;
/** An onboarding for which a target can be computed: also one whose update is in progress. */
type Subject = Updatable | InStatus<'updating'>;

/** Throws 409 if an update cannot begin in the status of the onboarding. */
export function assertUpdatable(record: Onboarding): Updatable {
  switch (record.status) {
    case 'ready':
      return record;
    case 'claimed':
      if (record.keyWork !== undefined) throw keysInWork(record.id);
      return record;
    case 'updating':
    case 'claiming':
    case 'rotating':
    case 'provisioning':
    case 'rolling_back':
    case 'offboarding':
      throw new ProblemError(
        'in-progress',
        `The onboarding has the status ${record.status}, so Latchkey is still working on it. Send the update again when this work is complete, usually within seconds.`,
        { retryAfterSeconds: 5 },
      );
    case 'awaiting_access':
    case 'failed':
      throw new ProblemError(
        'wrong-state',
        `The onboarding has the status ${record.status}, so there is nothing to update. It is provisioned with the deployed version of its blueprint: call provision. For other parameters, create another one.`,
      );
    case 'needs_attention':
    case 'expired':
    case 'offboarded':
      throw new ProblemError(
        'wrong-state',
        `The onboarding has the status ${record.status}, and only one that is ready or claimed can be updated.`,
      );
  }
}

/** The plan that an update leads to. */
export interface UpdateTarget {
  readonly blueprint: Blueprint;
  readonly choice: PlanChoice;
  readonly plan: Plan;
  /** Whether the onboarding has this plan already, with the same version and the same parameters. */
  readonly isCurrent: boolean;
}

/**
 * Returns what an update of an onboarding leads to: the deployed version of its blueprint, with its parameters and those that
 * the request changes. A parameter that the version does not have any more is dropped. Makes no call. Throws 422 with every
 * invalid field, also for a name that would change, and 409 if the deployed version has other users, or if the blueprint is
 * not deployed any more.
 */
export function updateTarget(
  deps: BlueprintDeps,
  record: Subject,
  given: Readonly<Record<string, unknown>>,
): UpdateTarget {
  const blueprint = findBlueprint(deps, record.blueprint);
  if (blueprint === undefined)
    throw new ProblemError(
      'not-updatable',
      `This deployment no longer has the blueprint ${record.blueprint}, so there is nothing to update to. The keys go on working, and the onboarding can be offboarded.`,
    );
  const parameters = valuesOf(deps, blueprint, record, given);
  const bare = { blueprintDigest: blueprintDigest(blueprint), parameters };
  const { plan: after } = planOf(deps, withPlan(record, bare));
  const before = planBefore(deps, record);
  assertSameUsers(record, after);
  const number = (record.updates ?? 0) + 1;
  const policyNames = namesAfterUpdate({ record, before, after, number });
  const choice = { ...bare, policyNames };
  const isCurrent =
    (record.blueprintDigest ?? bare.blueprintDigest) === bare.blueprintDigest &&
    Object.keys({ ...record.parameters, ...parameters }).every((name) =>
      isSame(record.parameters[name], parameters[name]),
    );
  return { blueprint, choice, plan: planOf(deps, withPlan(record, choice)).plan, isCurrent };
}

/** Returns the plan of a record with the names that its blueprint says. Throws 409 if this process cannot compute it. */
function planBefore(deps: BlueprintDeps, record: Subject): Plan {
  if (blueprintOf(deps, record) !== undefined) return planOf(deps, { ...record, policyNames: undefined }).plan;
  throw new ProblemError(
    'not-updatable',
    'The version of the blueprint with which this onboarding was set up is not known any more, so Latchkey cannot tell what an update has to remove. The keys go on working. To change its policies, offboard it and create another one.',
  );
}

function valuesOf(
  { settings }: BlueprintDeps,
  blueprint: Blueprint,
  record: Subject,
  given: Readonly<Record<string, unknown>>,
): ParameterValues {
  const kept = Object.entries(record.parameters).filter(([name]) => Object.hasOwn(blueprint.parameters, name));
  const place = { partition: settings.partition, accountId: record.accountId };
  const read = readParameters(blueprint, { ...Object.fromEntries(kept), ...given }, place);
  const errors =
    'errors' in read
      ? read.errors
      : [
          ...namesChanged(blueprint, record, read.values),
          ...policySizeErrors(blueprint, read.values, place),
          ...boundarySizeErrors(blueprint, read.values, place),
          // An update has no tags of its own.
          ...tagErrors(blueprint, read.values, record.tags ?? [], place).map((each) => ({
            ...each,
            pointer: '/parameters',
          })),
        ];
  if (errors.length > 0 || 'errors' in read)
    throw new ProblemError('invalid-request', 'Nothing was changed. The parameters are not valid for an update.', {
      errors,
    });
  return read.values;
}

/** Returns an error for each parameter that names users, groups or policies and would change. */
function namesChanged(
  blueprint: Blueprint,
  { parameters, id }: Subject,
  values: ParameterValues,
): readonly FieldError[] {
  return Object.entries(blueprint.parameters).flatMap(([name, { kind }]) => {
    const isName = kind === 'name' || kind === 'userNames';
    const before = parameters[name];
    if (!isName || before === undefined || isSame(before, values[name])) return [];
    const toDo = `To change it, create another onboarding with the new ${kind === 'name' ? 'name' : 'names'}, and offboard ${id} when nothing uses its keys any more.`;
    const detail = `is ${JSON.stringify(before)} and cannot be changed by an update: keys belong to users, and what has a name in IAM keeps it. ${toDo}`;
    return [{ pointer: `/parameters/${name}`, detail }];
  });
}

function assertSameUsers({ userNames, id }: Subject, after: Plan): void {
  const added = after.userNames.filter((name) => !userNames.includes(name));
  const gone = userNames.filter((name) => !after.userNames.includes(name));
  if (added.length === 0 && gone.length === 0) return;
  const differences = [
    ...(added.length === 0 ? [] : [`also has ${usersText(added)}`]),
    ...(gone.length === 0 ? [] : [`no longer has ${usersText(gone)}`]),
  ];
  throw new ProblemError(
    'not-updatable',
    `The deployed version of the blueprint ${differences.join(' and ')}. An update changes policies and groups, and keeps the users with their keys. Nothing was changed. Create another onboarding, and offboard ${id} when nothing uses its keys any more.`,
  );
}

const usersText = (names: readonly string[]) => `the ${names.length === 1 ? 'user' : 'users'} ${names.join(', ')}`;

const isSame = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
