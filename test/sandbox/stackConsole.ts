import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import * as z from 'zod';
import type { LagOptions } from '../../local/sandbox/lag/profile.ts';
import { tenant, useAws } from '../local/aws/clients.ts';
import { template } from '../local/aws/template.ts';

/** The parameters of the template. */
export const given = { Vendor: '999988887777', Account: tenant, ExternalId: 'secret-1' };
const templates = new Map([['first.json', JSON.stringify(template)]]);
export const RoleName = 'latchkey-bootstrap-test';
export const PolicyArn = `arn:aws:iam::${tenant}:policy/boundary-any`;

const stackSchema = z.object({
  accountId: z.string(),
  stackId: z.string(),
  stackName: z.string(),
  status: z.string(),
  statusReason: z.string().optional(),
  outputs: z.record(z.string(), z.string()),
  resources: z.array(z.object({ logicalId: z.string() })),
});
const stacksSchema = z.object({ stacks: z.array(stackSchema) });

/**
 * Opens a local AWS with a clock that the test controls. The clock begins with the real time, because signatures are
 * checked with it.
 */
async function open(lag: LagOptions = { profile: 'off' }) {
  let now = Date.now();
  const local = await useAws({ templates, lag, clock: () => now });
  const link = (
    parameters: Record<string, string> = given,
    { templateURL = `${local.aws.url}/_sandbox/templates/first.json`, stackName = 'latchkey' } = {},
  ) => {
    const filled = Object.entries(parameters).map(([name, value]): [string, string] => [`param_${name}`, value]);
    const query = new URLSearchParams([['templateURL', templateURL], ['stackName', stackName], ...filled]);
    return `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?${query.toString()}`;
  };
  const stacks = async () => stacksSchema.parse((await local.control('GET', 'stacks')).json).stacks;
  return {
    local,
    link,
    pass: (ms: number) => {
      now += ms;
    },
    create: (launchUrl = link()) => local.control('POST', 'launch', { launchUrl, accountId: tenant }),
    update: (launchUrl = link()) => local.control('POST', 'launch', { launchUrl, accountId: tenant, update: true }),
    remove: () => local.control('DELETE', 'launch', { stackName: 'latchkey', accountId: tenant }),
    stacks,
    stack: async () => (await stacks()).find(({ stackName }) => stackName === 'latchkey'),
    /** Launches another stack whose resources have the same names, so that a create of this stack fails. */
    block: async () => {
      await local.control('POST', 'launch', { launchUrl: link(given, { stackName: 'another' }), accountId: tenant });
    },
    assume: () =>
      local.sts().send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${tenant}:role/${RoleName}`,
          RoleSessionName: 'session',
          ExternalId: 'secret-1',
        }),
      ),
  };
}

export type Opened = Awaited<ReturnType<typeof open>>;

/** Runs the test with its own local AWS. */
export const on = (lag: LagOptions | undefined, run: (opened: Opened) => Promise<void>) => async () => {
  const opened = await open(lag);
  try {
    await run(opened);
  } finally {
    await opened.local.aws.close();
  }
};

export const refused = (code: string, message: unknown) => ({ status: 400, json: { code, message } });
export const exists = refused('AlreadyExistsException', 'Stack [latchkey] already exists');
export const notIn = (status: string) =>
  refused(
    'ValidationError',
    expect.stringMatching(
      new RegExp(
        `^Stack:arn:aws:cloudformation:us-east-1:${tenant}:stack/latchkey/\\S+ is in ${status} state and can not be updated\\.$`,
      ),
    ),
  );
