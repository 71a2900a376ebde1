import { IamRefusal, type Iam } from './iam.ts';
import { StackProblem } from './problem.ts';
import { resourceTypes } from './resourceTypes.ts';
import { noted, stackItself, type NoteEvent } from './stackEvents.ts';
import type { Stack, StackResource, StackStore } from './stackStore.ts';

/**
 * Deletes one resource, and succeeds if it does not exist.
 * @throws IamRefusal if IAM refuses, for example because the resource is in use.
 */
export async function removeResource(iam: Iam, resource: StackResource): Promise<void> {
  await resourceTypes.get(resource.type)?.remove(iam, resource, resource.properties);
}

/**
 * Deletes the resources of a stack in the reverse order of their creation, and then the stack. Stops at the first
 * resource that IAM refuses to delete.
 * @throws StackProblem (409) with the remaining resources.
 */
export async function deleteStack(iam: Iam, store: StackStore, stack: Stack, note: NoteEvent): Promise<void> {
  let left = stack.resources;
  note(stackItself(stack), 'DELETE_IN_PROGRESS', 'User Initiated');
  for (const resource of stack.resources.toReversed()) {
    store.put({ ...stack, status: 'DELETE_IN_PROGRESS', resources: left });
    try {
      await noted(note, resource, 'DELETE', () => removeResource(iam, resource));
    } catch (error) {
      if (!(error instanceof IamRefusal)) throw error;
      store.put({ ...stack, status: 'DELETE_FAILED', resources: left });
      const reason = `The following resource(s) failed to delete: [${resource.logicalId}].`;
      note(stackItself(stack), 'DELETE_FAILED', reason);
      throw new StackProblem(
        `The stack ${stack.stackName} could not be deleted: ${resource.logicalId}: ${error.message}`,
        409,
        {
          stackName: stack.stackName,
          status: 'DELETE_FAILED',
          resources: left.map(({ logicalId, type, physicalId }) => ({ logicalId, type, physicalId })),
        },
      );
    }
    left = left.filter((other) => other !== resource);
  }
  store.remove(stack.accountId, stack.stackName);
  note(stackItself(stack), 'DELETE_COMPLETE');
}
