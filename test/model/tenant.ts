import * as z from 'zod';
import { iamAsRoot, IamRefusal } from '../../local/cloudformation/iam.ts';
import { createForeignResources } from '../faults/foreign.ts';
import { foreign, ours, readAccount } from '../faults/account.ts';
import { roleNameOf } from '../support/tenantNames.ts';
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

const tenantTag = 'latchkey:tenant';

/** While IAM does not show a new user yet, the administrator changes nothing of it. */
const unlessInvisible = (error: unknown): void => {
  if (!(error instanceof IamRefusal) || error.code !== 'NoSuchEntity') throw error;
};

const nobody = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
});

/**
 * Opens the tenant's account. Returns what its administrator can do, and checks that Latchkey keeps foreign resources.
 */
export async function openTenant(world: World, accountId: string, blueprint: string, parameters: object) {
  const tenantId = 'tenant';
  const iam = iamAsRoot(world.sandbox, accountId);
  const foreignKeys = new Set<string>();
  const account = () => readAccount(world.account(accountId));
  const RoleName = roleNameOf({ tenantId }, blueprint);
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
  /** Runs an administrator's change. Foreign resources may change during it, and at no other time. */
  const change = async (work: () => Promise<unknown>): Promise<void> => {
    check();
    await world.time.until(work());
    baseline = foreign(account());
  };
  const nameOf = (user: string) => ({ UserName: user });
  /** Calls IAM. While IAM does not show what the call needs, the administrator tries again every second. */
  const iamWhenVisible: typeof iam = async (action, parameters) => {
    for (;;) {
      try {
        return await iam(action, parameters);
      } catch (error) {
        if (!(error instanceof IamRefusal) || error.code !== 'NoSuchEntity') throw error;
        await world.time.sleep(1000);
      }
    }
  };

  return {
    tenantId,
    accountId,
    blueprint,
    parameters,
    foreignKeys,
    wrong,
    account,
    check,
    /** Takes the current foreign resources as the ones to compare with, after the test has changed them. */
    accept: () => {
      baseline = foreign(account());
    },
    isLaunched: () => isLaunched,
    isTrusting: () => trust === undefined,
    hasOurs: () => Object.values(ours(account())).some((each) => each.length > 0),
    launch: () =>
      change(async () => {
        await world.launcher.launch(launchUrl, accountId);
        isLaunched = true;
      }),
    /** Updates the stack to what a new launch link says. */
    updateStack: () =>
      change(async () => {
        const again = world.send('POST', `/v1/tenants/${tenantId}/access`, { accountId, blueprint, parameters }).answer;
        const { launchUrl: link } = offer.parse(JSON.parse((await again).text));
        await world.launcher.launch(link, accountId, { update: true }).catch((error: unknown) => {
          // CloudFormation updates no stack that it still creates or updates.
          if (!/No updates are to be performed|_IN_PROGRESS/.test(String(error))) throw error;
        });
      }),
    remove: () =>
      change(async () => {
        const name = new URLSearchParams(launchUrl.slice(launchUrl.indexOf('?'))).get('stackName') ?? '';
        await world.launcher.remove(name, accountId);
        isLaunched = false;
      }),
    /** Replaces the trust policy, by default by one that refuses everybody. */
    refuse: (PolicyDocument = nobody) =>
      change(async () => {
        const { GetRoleResponse } = role.parse(await iamWhenVisible('GetRole', { RoleName }));
        trust = decodeURIComponent(GetRoleResponse.GetRoleResult.Role.AssumeRolePolicyDocument);
        await iamWhenVisible('UpdateAssumeRolePolicy', { RoleName, PolicyDocument });
      }),
    trustAgain: () =>
      change(async () => {
        if (trust !== undefined) await iamWhenVisible('UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trust });
        trust = undefined;
      }),
    isThere: (user: string) => account().users.some(({ name }) => name.toLowerCase() === user.toLowerCase()),
    createForeignUser: (user: string) => change(() => iam('CreateUser', nameOf(user))),
    deleteForeignUser: (user: string) => change(() => iam('DeleteUser', nameOf(user))),
    isForeign: (user: string) => account().users.some(({ name, path }) => name === user && path === '/'),
    /** Removes a tag of Latchkey from our user. */
    removeTag: (user: string) =>
      change(() => iam('UntagUser', { ...nameOf(user), 'TagKeys.member.1': tenantTag }).catch(unlessInvisible)),
    /** Sets the tag of Latchkey again that `removeTag` has removed. */
    restoreTag: (user: string) =>
      change(() =>
        iam('TagUser', {
          ...nameOf(user),
          'Tags.member.1.Key': tenantTag,
          'Tags.member.1.Value': tenantId,
        }).catch(unlessInvisible),
      ),
    /** Creates a foreign key for our user. */
    createForeignKey: (user: string) =>
      change(async () => {
        // The call fails while the new user is not visible yet; then there is no foreign key.
        const answer = await iam('CreateAccessKey', nameOf(user)).catch(() => undefined);
        if (answer === undefined) return;
        const made = key.parse(answer);
        foreignKeys.add(made.CreateAccessKeyResponse.CreateAccessKeyResult.AccessKey.AccessKeyId);
      }),
  };
}

export type Tenant = Awaited<ReturnType<typeof openTenant>>;
