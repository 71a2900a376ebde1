import { isDeepStrictEqual } from 'node:util';
import { removeResource } from './deletion.ts';
import { IamRefusal, type Iam } from './iam.ts';
import type { Planned, StackPlan } from './plan.ts';
import { StackProblem } from './problem.ts';
import type { Stack, StackResource, StackStore } from './stackStore.ts';

/**
 * Makes a stack what the plan says, new or in place. Each resource is in the record before IAM hears of it, so a launch
 * that was killed is taken up by the next one. What IAM refuses takes everything back; a new stack stays on record, without
 * resources, until it is deleted.
 * @param before the stack as it stands on record; one without resources is new
 * @param step is told of each resource that is made or changed, before it is
 * @throws StackProblem with IAM's words, after the rollback.
 */
export async function applyPlan(
  iam: Iam,
  store: StackStore,
  before: Stack,
  plan: StackPlan,
  step: (logicalId: string) => void,
): Promise<Stack> {
  const isNew = before.status === 'CREATE_IN_PROGRESS';
  let stack: Stack = {
    ...before,
    status: isNew ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS',
    statusReason: undefined,
    outputs: plan.outputs,
  };
  const note = (resource: StackResource) => {
    const others = stack.resources.filter(
      ({ physicalId, type }) => physicalId !== resource.physicalId || type !== resource.type,
    );
    stack = { ...stack, resources: [...others, resource] };
    store.put(stack);
  };
  const undo: (() => Promise<void>)[] = isNew ? before.resources.map((made) => () => removeResource(iam, made)) : [];
  try {
    for (const old of before.resources.filter(
      ({ logicalId }) => !plan.resources.some((planned) => planned.logicalId === logicalId),
    )) {
      note({ ...old, state: 'leaving' });
    }
    for (const planned of plan.resources) await applyResource(iam, planned, before, note, undo, step);
  } catch (error) {
    if (!(error instanceof IamRefusal || error instanceof StackProblem)) throw error;
    for (const takeBack of undo.reverse()) await takeBack();
    const failed: Stack = isNew
      ? { ...before, status: 'ROLLBACK_COMPLETE', resources: [] }
      : { ...before, status: 'UPDATE_ROLLBACK_COMPLETE' };
    store.put({ ...failed, statusReason: error.message });
    throw new StackProblem(`${error.message} (stack ${failed.stackName}: ${failed.status})`);
  }
  const left = await cleanUp(iam, stack);
  stack = {
    ...stack,
    status: isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE',
    resources: stack.resources.filter(({ state }) => state !== 'leaving'),
    ...(left.length > 0 && {
      statusReason: `Update successful. One or more resources could not be deleted: ${left.join('; ')}`,
    }),
  };
  store.put(stack);
  return stack;
}

/** Whether a launch would change nothing: CloudFormation then has "no updates to perform". */
export function isUpToDate(stack: Stack, { resources, outputs }: StackPlan): boolean {
  const wanted = resources.map(({ logicalId, type, identity, properties }) => ({
    logicalId,
    type,
    ...identity,
    properties,
    state: 'there',
  }));
  return (
    !stack.status.endsWith('IN_PROGRESS') &&
    isDeepStrictEqual(stack.resources, wanted) &&
    isDeepStrictEqual(stack.outputs, outputs)
  );
}

async function applyResource(
  iam: Iam,
  { logicalId, type, behaviour, identity, properties }: Planned,
  before: Stack,
  note: (resource: StackResource) => void,
  undo: (() => Promise<void>)[],
  step: (logicalId: string) => void,
): Promise<void> {
  const old = before.resources.find((resource) => resource.logicalId === logicalId && resource.state !== 'leaving');
  const wanted: StackResource = { logicalId, type, ...identity, properties, state: 'there' };
  if (old !== undefined && old.state !== 'creating') {
    const kept = old.type === type && !behaviour.replaces(old.properties, properties);
    if (kept && old.state === 'there' && isDeepStrictEqual(old.properties, properties)) {
      note(wanted);
      return;
    }
    if (kept) {
      step(logicalId);
      note({ ...old, state: 'changing' });
      undo.push(() => behaviour.update(iam, identity, properties, old.properties));
      await behaviour.update(iam, identity, old.properties, properties);
      note(wanted);
      return;
    }
    if (old.type === type && old.physicalId === identity.physicalId) {
      throw new StackProblem(
        `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${identity.physicalId} and update the stack again.`,
      );
    }
    note({ ...old, state: 'leaving' });
  }
  step(logicalId);
  note({ ...wanted, state: 'creating' });
  try {
    await behaviour.create(iam, identity, properties);
    undo.push(() => behaviour.remove(iam, identity, properties));
  } catch (error) {
    // A launch that was killed between IAM's answer and our record of it: the resource is this stack's own.
    if (old?.state !== 'creating' || !(error instanceof IamRefusal) || error.code !== 'EntityAlreadyExists')
      throw error;
    await behaviour.update(iam, identity, {}, properties);
  }
  note(wanted);
}

/**
 * Deletes what was replaced or is no longer in the template, last made first. What IAM holds on to stays in the account and
 * leaves the stack, which is UPDATE_COMPLETE all the same (CloudFormation User Guide, "Monitor the progress of a stack update").
 */
async function cleanUp(iam: Iam, stack: Stack): Promise<readonly string[]> {
  const left: string[] = [];
  for (const resource of stack.resources.filter(({ state }) => state === 'leaving').toReversed()) {
    try {
      await removeResource(iam, resource);
    } catch (error) {
      if (!(error instanceof IamRefusal)) throw error;
      left.push(`${resource.physicalId}: ${error.message}`);
    }
  }
  return left;
}
