import { randomUUID } from 'node:crypto';
import { applyPlan, isUpToDate } from '../cloudformation/apply.ts';
import { deleteStack } from '../cloudformation/deletion.ts';
import { templateAt } from '../cloudformation/fetchTemplate.ts';
import { iamAsRoot } from '../cloudformation/iam.ts';
import { readLaunchLink, type LaunchLink } from '../cloudformation/link.ts';
import { planStack } from '../cloudformation/plan.ts';
import { StackProblem } from '../cloudformation/problem.ts';
import { createProgress } from '../cloudformation/progress.ts';
import type { Stack, StackStore } from '../cloudformation/stackStore.ts';
import type { Pace } from './lag/pace.ts';
import type { Sandbox } from './types.ts';

/**
 * A stack as the CloudFormation console shows it. While the stack is being created, it has only the resources that
 * exist already.
 */
interface LaunchAnswer {
  readonly stackId: string;
  readonly stackName: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly { readonly logicalId: string; readonly type: string; readonly physicalId: string }[];
}

/** Performs the actions of an account's administrator in the CloudFormation console. */
export interface Launcher {
  /**
   * Creates the stack of a quick-create link. With `update`, updates the stack of that name instead.
   * @throws StackProblem with the message of CloudFormation. If CloudFormation works without delay (no `pace`), also if
   * the creation fails.
   */
  launch(launchUrl: string, accountId: string, options?: { readonly update?: boolean }): Promise<LaunchAnswer>;
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

/**
 * @param templates the templates that can be launched, by file name, in addition to those that a server on this machine
 * serves
 * @param pace how long CloudFormation takes for each resource. By default it takes no time
 * @param clock returns epoch milliseconds
 */
export function createLauncher(
  sandbox: Sandbox,
  templates: ReadonlyMap<string, string>,
  stacks: StackStore,
  { pace, clock = Date.now }: { readonly pace?: Pace | undefined; readonly clock?: (() => number) | undefined } = {},
): Launcher {
  const progress = createProgress(pace, clock);
  let last: Promise<unknown> = Promise.resolve();
  /**
   * Runs one launch or deletion at a time, because two launches of one stack would see each other's incomplete stack.
   */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
  const answerOf = (stack: Stack): LaunchAnswer => {
    const { stackId, stackName, status, statusReason, outputs, resources } = stack;
    const underway = progress.of(stack);
    return {
      stackId,
      stackName,
      status: underway?.status ?? status,
      ...(underway === undefined && statusReason !== undefined && { statusReason }),
      outputs: underway === undefined ? outputs : {},
      resources: resources
        .filter(({ logicalId }) => underway?.isMade(logicalId) ?? true)
        .map(({ logicalId, type, physicalId }) => ({ logicalId, type, physicalId })),
    };
  };
  /**
   * Returns the existing stack of an update.
   * @throws StackProblem if there is none, or if its status does not allow an update.
   */
  const updatable = ({ stackName }: LaunchLink, existing: Stack | undefined): Stack => {
    if (existing === undefined) throw invalid(`Stack [${stackName}] does not exist`);
    const { status } = answerOf(existing);
    const isStarted = status === 'UPDATE_IN_PROGRESS' && progress.of(existing) === undefined;
    if (isStarted || /^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(status)) return existing;
    throw invalid(`Stack:${existing.stackId} is in ${status} state and can not be updated.`);
  };

  return {
    launch: (launchUrl, accountId, { update = false } = {}) =>
      inTurn(async () => {
        const link = readLaunchLink(launchUrl);
        const existing = stacks.get(accountId, link.stackName);
        const before = update ? updatable(link, existing) : creatable(link, accountId, existing);
        const template = await templateAt(link.templateUrl, templates);
        const plan = planStack(template, link, accountId, before.stackId, existing);
        if (update && isUpToDate(before, plan)) throw invalid('No updates are to be performed.');
        const { step, at } = progress.begin(before, update ? 'UPDATE_IN_PROGRESS' : 'CREATE_IN_PROGRESS');
        try {
          return answerOf(await applyPlan(iamAsRoot(sandbox, accountId, at), stacks, before, plan, step));
        } catch (error) {
          const failed = stacks.get(accountId, link.stackName);
          // With a pace, CloudFormation responds before the creation fails. So the failure is in the status, not in the
          // response.
          if (error instanceof StackProblem && failed !== undefined && progress.of(failed) !== undefined)
            return answerOf(failed);
          throw error;
        }
      }),
    list: () => stacks.list().map((stack) => ({ accountId: stack.accountId, ...answerOf(stack) })),
    remove: (stackName, accountId) =>
      inTurn(async () => {
        const stack = stacks.get(accountId, stackName);
        // Deleting a stack that does not exist succeeds (DeleteStack in the CloudFormation API Reference).
        if (stack === undefined) return;
        const { at } = progress.after(stack);
        await deleteStack(iamAsRoot(sandbox, accountId, at), stacks, stack);
      }),
    clear: () => {
      stacks.clear();
      progress.clear();
    },
  };
}

const invalid = (message: string) => new StackProblem(message, 400, { code: 'ValidationError' });

/**
 * Returns the stack to create: a new one, or one whose creation was interrupted when the process stopped.
 * @throws StackProblem if the stack exists.
 */
function creatable({ stackName, region }: LaunchLink, accountId: string, existing: Stack | undefined): Stack {
  if (existing?.status === 'CREATE_IN_PROGRESS') return existing;
  if (existing !== undefined)
    throw new StackProblem(`Stack [${stackName}] already exists`, 400, { code: 'AlreadyExistsException' });
  return {
    stackId: `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/${randomUUID()}`,
    stackName,
    accountId,
    region,
    status: 'CREATE_IN_PROGRESS',
    resources: [],
    outputs: {},
  };
}
