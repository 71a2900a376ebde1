import { randomUUID } from 'node:crypto';
import { applyPlan, isUpToDate } from '../cloudformation/apply.ts';
import { deleteStack } from '../cloudformation/deletion.ts';
import { iamAsRoot } from '../cloudformation/iam.ts';
import { readLaunchLink } from '../cloudformation/link.ts';
import { planStack } from '../cloudformation/plan.ts';
import { StackProblem } from '../cloudformation/problem.ts';
import type { Stack, StackStore } from '../cloudformation/stackStore.ts';
import { parseTemplate, type Template } from '../cloudformation/template.ts';
import type { Sandbox } from './types.ts';

/** What the CloudFormation console shows of a stack when it is done. */
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
  /** Creates the stack behind a quick-create link, or updates the one of that name. @throws StackProblem */
  launch(launchUrl: string, accountId: string): Promise<LaunchAnswer>;
  /** @throws StackProblem, 409 when something is in the way. */
  remove(stackName: string, accountId: string): Promise<void>;
}

/** @param templates file name to body: the only ones that can be launched */
export function createLauncher(sandbox: Sandbox, templates: ReadonlyMap<string, string>, stacks: StackStore): Launcher {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: two launches of one stack would each see the other's half. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
  return {
    launch: (launchUrl, accountId) =>
      inTurn(async () => {
        const link = readLaunchLink(launchUrl);
        const existing = stacks.get(accountId, link.stackName);
        if (existing?.status === 'DELETE_FAILED' || existing?.status === 'DELETE_IN_PROGRESS') {
          throw new StackProblem(
            `Stack ${link.stackName} is in DELETE_FAILED state and can not be updated. Delete it first.`,
          );
        }
        const stackId =
          existing?.stackId ??
          `arn:aws:cloudformation:${link.region}:${accountId}:stack/${link.stackName}/${randomUUID()}`;
        const plan = planStack(templateAt(link.templateUrl, templates), link, accountId, stackId, existing);
        if (existing !== undefined && isUpToDate(existing, plan)) return answerOf(existing, undefined);
        const before: Stack = existing ?? {
          stackId,
          stackName: link.stackName,
          accountId,
          region: link.region,
          status: 'CREATE_IN_PROGRESS',
          resources: [],
          outputs: {},
        };
        const { stack, statusReason } = await applyPlan(iamAsRoot(sandbox, accountId), stacks, before, plan);
        return answerOf(stack, statusReason);
      }),
    remove: (stackName, accountId) =>
      inTurn(async () => {
        const stack = stacks.get(accountId, stackName);
        // Deleting what is not there succeeds (DeleteStack in the CloudFormation API Reference).
        if (stack !== undefined) await deleteStack(iamAsRoot(sandbox, accountId), stacks, stack);
      }),
  };
}

function templateAt(templateUrl: string, templates: ReadonlyMap<string, string>): Template {
  const { pathname } = new URL(templateUrl);
  const body = templates.get(pathname.slice(pathname.lastIndexOf('/') + 1));
  if (body === undefined)
    throw new StackProblem(
      `There is no template at ${templateUrl}: GET /_sandbox/templates lists those that are here.`,
    );
  return parseTemplate(JSON.parse(body));
}

const answerOf = (
  { stackId, stackName, status, outputs, resources }: Stack,
  statusReason: string | undefined,
): LaunchAnswer => ({
  stackId,
  stackName,
  status,
  ...(statusReason !== undefined && { statusReason }),
  outputs,
  resources: resources.map(({ logicalId, type, physicalId }) => ({ logicalId, type, physicalId })),
});
