import type { QuickCreate } from '../cloudformation/quickCreate.ts';
import type { StackEvent } from '../cloudformation/stackEvents.ts';

/**
 * A stack as the CloudFormation console shows it. While the stack is being created, it has only the resources that
 * exist already.
 */
export interface LaunchAnswer {
  readonly stackId: string;
  readonly stackName: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly { readonly logicalId: string; readonly type: string; readonly physicalId: string }[];
}

/** A stack that may have been deleted, and its events, newest first. */
interface StackHistory extends Partial<LaunchAnswer> {
  readonly stackId: string;
  readonly status: string;
  readonly events: readonly StackEvent[];
}

interface LaunchOptions {
  readonly update?: boolean;
  /** What the person acknowledges. Undefined: everything that the template needs. */
  readonly capabilities?: readonly string[] | undefined;
}

/** Performs the actions of an account's administrator in the CloudFormation console. */
export interface Launcher {
  /** Returns what the console shows for a quick-create link. @throws StackProblem if it cannot be launched. */
  describe(launchUrl: string): Promise<QuickCreate>;
  /**
   * Creates the stack of a quick-create link. With `update`, updates the stack of that name instead.
   * @throws StackProblem with the message of CloudFormation. If CloudFormation works without delay (no `pace`), also if
   * the creation fails.
   */
  launch(launchUrl: string, accountId: string, options?: LaunchOptions): Promise<LaunchAnswer>;
  /**
   * Returns the status and the events of a stack, also if it was deleted since this process started.
   * @throws StackProblem if no stack with this ID is known.
   */
  history(stackId: string): StackHistory;
  /** Returns the stacks of all accounts. */
  list(): readonly (LaunchAnswer & { readonly accountId: string })[];
  /**
   * Deletes a stack. Does nothing if it does not exist.
   * @throws StackProblem with status 409 if IAM refuses to delete a resource.
   */
  remove(stackName: string, accountId: string): Promise<void>;
  /** Removes all stacks from the store, but not their resources from IAM. */
  clear(): void;
}
