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

/** What the CloudFormation console shows of a stack; while it is being made, what there is of it. */
interface LaunchAnswer {
  readonly stackId: string;
  readonly stackName: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly { readonly logicalId: string; readonly type: string; readonly physicalId: string }[];
}

/** Does in an account of the sandbox what its administrator does in the CloudFormation console. */
export interface Launcher {
  /**
   * Creates the stack behind a quick-create link; with `update` changes the one of that name to what the link says.
   * @throws StackProblem in CloudFormation's words; so it does where a stack is made at once and fails.
   */
  launch(launchUrl: string, accountId: string, options?: { readonly update?: boolean }): Promise<LaunchAnswer>;
  /** Every stack of every account. */
  list(): readonly (LaunchAnswer & { readonly accountId: string })[];
  /** @throws StackProblem, 409 when something is in the way. */
  remove(stackName: string, accountId: string): Promise<void>;
  /** Forgets every stack. */
  clear(): void;
}

/**
 * @param templates file name to body: those that can be launched besides what this machine serves
 * @param pace how long CloudFormation takes for each resource; by default everything is there at once
 * @param clock epoch milliseconds
 */
export function createLauncher(
  sandbox: Sandbox,
  templates: ReadonlyMap<string, string>,
  stacks: StackStore,
  { pace, clock = Date.now }: { readonly pace?: Pace | undefined; readonly clock?: (() => number) | undefined } = {},
): Launcher {
  const progress = createProgress(pace, clock);
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: two launches of one stack would each see the other's half. */
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
  /** The stack to be changed. */
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
          // CloudFormation has answered long before.
          if (error instanceof StackProblem && failed !== undefined && progress.of(failed) !== undefined)
            return answerOf(failed);
          throw error;
        }
      }),
    list: () => stacks.list().map((stack) => ({ accountId: stack.accountId, ...answerOf(stack) })),
    remove: (stackName, accountId) =>
      inTurn(async () => {
        const stack = stacks.get(accountId, stackName);
        // Deleting what is not there succeeds (DeleteStack in the CloudFormation API Reference).
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

/** A stack that is to be made: a new one, or one whose making was cut short with the process. */
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
