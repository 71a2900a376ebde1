import { randomUUID } from 'node:crypto';
import { checkCapabilities } from '../cloudformation/capabilities.ts';
import { applyPlan, isUpToDate } from '../cloudformation/apply.ts';
import { deleteStack } from '../cloudformation/deletion.ts';
import { templateAt } from '../cloudformation/fetchTemplate.ts';
import { iamAsRoot } from '../cloudformation/iam.ts';
import { readLaunchLink, type LaunchLink } from '../cloudformation/link.ts';
import { planStack } from '../cloudformation/plan.ts';
import { StackProblem } from '../cloudformation/problem.ts';
import { createProgress } from '../cloudformation/progress.ts';
import { describeQuickCreate } from '../cloudformation/quickCreate.ts';
import { createStackEvents } from '../cloudformation/stackEvents.ts';
import type { Stack, StackStore } from '../cloudformation/stackStore.ts';
import type { Pace } from './lag/pace.ts';
import type { LaunchAnswer, Launcher } from './launcher.ts';
import type { Sandbox } from './types.ts';

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
  const events = createStackEvents(clock);
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
    describe: async (launchUrl) => {
      const link = readLaunchLink(launchUrl);
      return describeQuickCreate(link, await templateAt(link.templateUrl, templates));
    },
    launch: (launchUrl, accountId, { update = false, capabilities } = {}) =>
      inTurn(async () => {
        const link = readLaunchLink(launchUrl);
        const existing = stacks.get(accountId, link.stackName);
        const before = update ? updatable(link, existing) : creatable(link, accountId, existing);
        const template = await templateAt(link.templateUrl, templates);
        if (capabilities !== undefined) checkCapabilities(template, capabilities);
        const plan = planStack(template, link, accountId, before.stackId, existing);
        if (update && isUpToDate(before, plan)) throw invalid('No updates are to be performed.');
        const { step, at } = progress.begin(before, update ? 'UPDATE_IN_PROGRESS' : 'CREATE_IN_PROGRESS');
        try {
          const observer = { step, note: events.of(before.stackId, at) };
          return answerOf(await applyPlan(iamAsRoot(sandbox, accountId, at), stacks, before, plan, observer));
        } catch (error) {
          const failed = stacks.get(accountId, link.stackName);
          // If the creation takes time (`pace`), CloudFormation responds before it fails. So the failure is in the
          // status, not in the response.
          if (error instanceof StackProblem && failed !== undefined && progress.of(failed) !== undefined)
            return answerOf(failed);
          throw error;
        }
      }),
    history: (stackId) => {
      const existing = stacks.list().find((stack) => stack.stackId === stackId);
      const known = events.list(stackId);
      if (existing !== undefined) return { ...answerOf(existing), events: known ?? [] };
      if (known === undefined) throw invalid(`Stack with id ${stackId} does not exist`);
      return { stackId, status: 'DELETE_COMPLETE', events: known };
    },
    list: () => stacks.list().map((stack) => ({ accountId: stack.accountId, ...answerOf(stack) })),
    remove: (stackName, accountId) =>
      inTurn(async () => {
        const stack = stacks.get(accountId, stackName);
        // Deleting a stack that does not exist succeeds (DeleteStack in the CloudFormation API Reference).
        if (stack === undefined) return;
        const { at } = progress.after(stack);
        await deleteStack(iamAsRoot(sandbox, accountId, at), stacks, stack, events.of(stack.stackId, at));
      }),
    clear: () => {
      stacks.clear();
      progress.clear();
      events.clear();
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
