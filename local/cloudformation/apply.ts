import { isDeepStrictEqual } from 'node:util';
import { removeResource } from './deletion.ts';
import { IamRefusal, type Iam } from './iam.ts';
import type { Planned, StackPlan } from './plan.ts';
import { StackProblem } from './problem.ts';
import { noted, stackItself, type NoteEvent } from './stackEvents.ts';
import type { Stack, StackResource, StackStore } from './stackStore.ts';

/** What an operation reports while it works. */
export interface Observer {
  /** Called before a resource is created or changed, which takes time. */
  readonly step: (logicalId: string) => void;
  readonly note: NoteEvent;
}

/**
 * Creates or updates a stack according to a plan. Each resource is stored before IAM is called for it, so that the next
 * launch can continue one that was interrupted when the process was killed. If IAM refuses a call, all changes are
 * rolled back. A new stack then remains in the store, without resources, until it is deleted.
 * @param before the stored stack. Its status is CREATE_IN_PROGRESS if it is new
 * @throws StackProblem with the message of IAM, after the rollback.
 */
export async function applyPlan(
  iam: Iam,
  store: StackStore,
  before: Stack,
  plan: StackPlan,
  observer: Observer,
): Promise<Stack> {
  const { note } = observer;
  const isNew = before.status === 'CREATE_IN_PROGRESS';
  const stackSubject = stackItself(before);
  let stack: Stack = {
    ...before,
    status: isNew ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS',
    statusReason: undefined,
    outputs: plan.outputs,
  };
  const save = (resource: StackResource) => {
    const others = stack.resources.filter(
      ({ physicalId, type }) => physicalId !== resource.physicalId || type !== resource.type,
    );
    stack = { ...stack, resources: [...others, resource] };
    store.put(stack);
  };
  const undo: (() => Promise<void>)[] = isNew
    ? before.resources.map((created) => () => noted(note, created, 'DELETE', () => removeResource(iam, created)))
    : [];
  note(stackSubject, isNew ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS', 'User Initiated');
  try {
    for (const old of before.resources.filter(
      ({ logicalId }) => !plan.resources.some((planned) => planned.logicalId === logicalId),
    )) {
      save({ ...old, state: 'leaving' });
    }
    for (const planned of plan.resources) await applyResource(iam, planned, before, save, undo, observer);
  } catch (error) {
    if (!(error instanceof IamRefusal || error instanceof StackProblem)) throw error;
    note(stackSubject, isNew ? 'ROLLBACK_IN_PROGRESS' : 'UPDATE_ROLLBACK_IN_PROGRESS', error.message);
    for (const undoStep of undo.reverse()) await undoStep();
    const failed: Stack = isNew
      ? { ...before, status: 'ROLLBACK_COMPLETE', resources: [] }
      : { ...before, status: 'UPDATE_ROLLBACK_COMPLETE' };
    store.put({ ...failed, statusReason: error.message });
    note(stackSubject, failed.status);
    const { stackId, stackName, status } = failed;
    throw new StackProblem(`${error.message} (stack ${stackName}: ${status})`, 400, { stackId, status });
  }
  const left = await cleanUp(iam, stack, note);
  stack = {
    ...stack,
    status: isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE',
    resources: stack.resources.filter(({ state }) => state !== 'leaving'),
    ...(left.length > 0 && {
      statusReason: `Update successful. One or more resources could not be deleted: ${left.join('; ')}`,
    }),
  };
  store.put(stack);
  note(stackSubject, stack.status, stack.statusReason);
  return stack;
}

/**
 * Returns whether an update would change nothing. CloudFormation then responds with "No updates are to be performed."
 */
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
  save: (resource: StackResource) => void,
  undo: (() => Promise<void>)[],
  { step, note }: Observer,
): Promise<void> {
  const old = before.resources.find((resource) => resource.logicalId === logicalId && resource.state !== 'leaving');
  const wanted: StackResource = { logicalId, type, ...identity, properties, state: 'there' };
  if (old !== undefined && old.state !== 'creating') {
    const kept = old.type === type && !behaviour.replaces(old.properties, properties);
    if (kept && old.state === 'there' && isDeepStrictEqual(old.properties, properties)) {
      save(wanted);
      return;
    }
    if (kept) {
      save({ ...old, state: 'changing' });
      undo.push(() => noted(note, wanted, 'UPDATE', () => behaviour.update(iam, identity, properties, old.properties)));
      await noted(note, wanted, 'UPDATE', () => {
        step(logicalId);
        return behaviour.update(iam, identity, old.properties, properties);
      });
      save(wanted);
      return;
    }
    if (old.type === type && old.physicalId === identity.physicalId) {
      throw new StackProblem(
        `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${identity.physicalId} and update the stack again.`,
      );
    }
    save({ ...old, state: 'leaving' });
  }
  save({ ...wanted, state: 'creating' });
  await noted(note, wanted, 'CREATE', async () => {
    step(logicalId);
    try {
      await behaviour.create(iam, identity, properties);
      undo.push(() => noted(note, wanted, 'DELETE', () => behaviour.remove(iam, identity, properties)));
    } catch (error) {
      // An earlier launch was killed after IAM created the resource and before the store had it. So the resource belongs
      // to this stack.
      if (old?.state !== 'creating' || !(error instanceof IamRefusal) || error.code !== 'EntityAlreadyExists')
        throw error;
      await behaviour.update(iam, identity, {}, properties);
    }
  });
  save(wanted);
}

/**
 * Deletes the resources that were replaced or are no longer in the template, in the reverse order of their creation. A
 * resource that IAM refuses to delete remains in the account but is removed from the stack, and the stack still becomes
 * UPDATE_COMPLETE (CloudFormation User Guide, "Monitor the progress of a stack update").
 * Returns a text for each resource that remains.
 */
async function cleanUp(iam: Iam, stack: Stack, note: NoteEvent): Promise<readonly string[]> {
  const left: string[] = [];
  for (const resource of stack.resources.filter(({ state }) => state === 'leaving').toReversed()) {
    try {
      await noted(note, resource, 'DELETE', () => removeResource(iam, resource));
    } catch (error) {
      if (!(error instanceof IamRefusal)) throw error;
      left.push(`${resource.physicalId}: ${error.message}`);
    }
  }
  return left;
}
