import * as z from 'zod';
import { iamAsRoot } from '../../local/cloudformation/iam.ts';
import { createForeignResources } from '../faults/foreign.ts';
import { foreign, ours, readAccount } from '../faults/account.ts';
import type { World } from './world.ts';

const key = z.object({
  CreateAccessKeyResponse: z.object({
    CreateAccessKeyResult: z.object({ AccessKey: z.object({ AccessKeyId: z.string() }) }),
  }),
});
const role = z.object({
  GetRoleResponse: z.object({
    GetRoleResult: z.object({ Role: z.object({ AssumeRolePolicyDocument: z.string() }) }),
  }),
});
const offer = z.object({ launchUrl: z.string() });

const nobody = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
});

/** What the administrator of the one tenant's account does there, and what Latchkey must leave as it is. */
export async function openTenant(world: World, accountId: string, blueprint: string, parameters: object) {
  const tenantId = 'tenant';
  const iam = iamAsRoot(world.sandbox, accountId);
  const theirKeys = new Set<string>();
  const account = () => readAccount(world.account(accountId));
  const RoleName = `latchkey-bootstrap-${blueprint}`;
  world.issued.push(await createForeignResources(world.sandbox, accountId));
  const answer = world.send('POST', `/v1/tenants/${tenantId}/access`, { accountId, blueprint, parameters }).answer;
  const { launchUrl } = offer.parse(JSON.parse((await world.time.until(answer)).text));
  let trust: string | undefined;
  let isLaunched = false;
  let baseline = foreign(account());
  const wrong: string[] = [];
  const check = () => {
    if (foreign(account()) !== baseline)
      wrong.push(`I5: what others have in the account has changed: ${foreign(account())}`);
    baseline = foreign(account());
  };
  /** What others have may change in this, and in nothing else. */
  const does = async (work: () => Promise<unknown>): Promise<void> => {
    check();
    await world.time.until(work());
    baseline = foreign(account());
  };
  const nameOf = (user: string) => ({ UserName: user });

  return {
    tenantId,
    accountId,
    blueprint,
    parameters,
    theirKeys,
    wrong,
    account,
    check,
    /** As the account is now, so others want it. */
    accept: () => {
      baseline = foreign(account());
    },
    isLaunched: () => isLaunched,
    isTrusting: () => trust === undefined,
    hasOurs: () => Object.values(ours(account())).some((each) => each.length > 0),
    launch: () =>
      does(async () => {
        await world.launcher.launch(launchUrl, accountId);
        isLaunched = true;
      }),
    remove: () =>
      does(async () => {
        const name = new URLSearchParams(launchUrl.slice(launchUrl.indexOf('?'))).get('stackName') ?? '';
        await world.launcher.remove(name, accountId);
        isLaunched = false;
      }),
    refuse: () =>
      does(async () => {
        const { GetRoleResponse } = role.parse(await iam('GetRole', { RoleName }));
        trust = decodeURIComponent(GetRoleResponse.GetRoleResult.Role.AssumeRolePolicyDocument);
        await iam('UpdateAssumeRolePolicy', { RoleName, PolicyDocument: nobody });
      }),
    trustAgain: () =>
      does(async () => {
        if (trust !== undefined) await iam('UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trust });
        trust = undefined;
      }),
    isThere: (user: string) => account().users.some(({ name }) => name.toLowerCase() === user.toLowerCase()),
    putInTheWay: (user: string) => does(() => iam('CreateUser', nameOf(user))),
    clearTheWay: (user: string) => does(() => iam('DeleteUser', nameOf(user))),
    isTheirs: (user: string) => account().users.some(({ name, path }) => name === user && path === '/'),
    /** A key of their own on our user. */
    hangKey: (user: string) =>
      does(async () => {
        // A user that IAM shows to nobody yet has no administrator who hangs a key on it.
        const answer = await iam('CreateAccessKey', nameOf(user)).catch(() => undefined);
        if (answer === undefined) return;
        const made = key.parse(answer);
        theirKeys.add(made.CreateAccessKeyResponse.CreateAccessKeyResult.AccessKey.AccessKeyId);
      }),
  };
}

export type Tenant = Awaited<ReturnType<typeof openTenant>>;
