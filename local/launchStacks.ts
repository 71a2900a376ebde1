import * as z from 'zod';
import { isProblem, type LatchkeyClient } from '../client/index.ts';

/**
 * Does what a tenant's administrator does in the CloudFormation console: creates in the sandbox the stacks whose launch links
 * the tenant was sent, and updates those that are there.
 * @returns a sentence for each stack. @throws what the client throws, and an error with the sandbox's refusal
 */
export async function launchStacks(
  client: LatchkeyClient,
  awsUrl: string,
  tenantId: string,
  accountId: string,
): Promise<readonly string[]> {
  const { stacks } = await client.getAccess(tenantId, accountId).catch((error: unknown) => {
    if (!isProblem(error, 'not-found')) throw error;
    const toDo = `npx latchkey access --tenant ${tenantId} --account ${accountId} --blueprint …`;
    throw new Error(
      `No access to the account ${accountId} was requested from the tenant ${tenantId}. Ask for access first: ${toDo}`,
    );
  });
  const done: string[] = [];
  for (const { launchUrl } of stacks) done.push(await launchStack(awsUrl, launchUrl, tenantId, accountId));
  return done;
}

async function launchStack(awsUrl: string, launchUrl: string, tenantId: string, accountId: string): Promise<string> {
  const send = async (update: boolean) => {
    const body = JSON.stringify({ launchUrl, accountId, update });
    const answer = await fetch(`${awsUrl}/_sandbox/launch`, { method: 'POST', body });
    return answerSchema.parse(await answer.json());
  };
  const created = await send(false);
  const wasThere = created.code === 'AlreadyExistsException';
  const { message, stackName = '' } = wasThere ? await send(true) : created;
  if (message?.includes('No updates are to be performed') === true)
    return `${tenantId} has a stack in the account ${accountId} that already matches its launch link.`;
  if (message !== undefined) throw new Error(message);
  return `${tenantId} has ${wasThere ? 'updated' : 'created'} the stack ${stackName} in the account ${accountId}.`;
}

const answerSchema = z.object({
  stackName: z.optional(z.string()),
  message: z.optional(z.string()),
  code: z.optional(z.string()),
});
