import { GetPolicyCommand, GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import type { LagOptions } from '../../local/sandbox/lag/profile.ts';
import { refusalOf } from '../support/sandboxClients.ts';
import { settleMs } from '../sandbox/late.ts';
import { exists, given, notIn, on, PolicyArn, RoleName, type Opened } from '../sandbox/stackConsole.ts';

const wider = { ...given, ExternalId: 'secret-2' };
const seeds = [1, 2, 3];

/** Returns the states of the stack, in order, until no operation is in progress. */
async function statesOf(
  { stack, pass }: Opened,
  look: (made: readonly string[]) => Promise<void> = () => Promise.resolve(),
) {
  const seen: string[] = [];
  for (let ms = 0; ms < 2 * settleMs; ms += 250) {
    const now = await stack();
    const made = now?.resources.map(({ logicalId }) => logicalId) ?? [];
    const line = `${now?.status ?? 'none'} [${made.join(', ')}]`;
    if (line !== seen.at(-1)) seen.push(line);
    if (now?.status.endsWith('_IN_PROGRESS') !== true) break;
    await look(made);
    pass(250);
  }
  return seen;
}

describe.each(['usual', 'bad'] as const)('with the lag profile %s', (profile) => {
  test.each(seeds)(
    'a create answers at once; the role is created first, the boundary later, and neither is visible before (seed %i)',
    async (seed) => {
      await on({ profile, seed }, async (opened) => {
        const { create, local, pass, assume } = opened;
        expect(await create()).toMatchObject({
          status: 201,
          json: { status: 'CREATE_IN_PROGRESS', outputs: {}, resources: [] },
        });
        const seen = await statesOf(opened, async (made) => {
          const role = await refusalOf(local.iam().send(new GetRoleCommand({ RoleName })));
          const boundary = await refusalOf(local.iam().send(new GetPolicyCommand({ PolicyArn })));
          if (!made.includes('Role')) expect(role.code).not.toBe('ok');
          if (!made.includes('Boundary')) expect(boundary.code).not.toBe('ok');
        });
        expect(seen).toEqual([
          'CREATE_IN_PROGRESS []',
          'CREATE_IN_PROGRESS [Role]',
          'CREATE_COMPLETE [Role, Boundary]',
        ]);
        pass(settleMs);
        await expect(assume()).resolves.toBeDefined();
        await expect(local.iam().send(new GetPolicyCommand({ PolicyArn }))).resolves.toBeDefined();
      })();
    },
  );
});

const bad = (seed: number): LagOptions => ({
  profile: 'bad',
  seed,
  rates: { read: { burst: 10_000, perSecond: 100 }, write: { burst: 100, perSecond: 100 } },
});

test(
  'a create that fails answers at once, and the status of the stack shows the failure later',
  on(bad(1), async (opened) => {
    const { block, create, pass, stack, assume } = opened;
    await block();
    pass(3 * settleMs);
    expect(await create()).toMatchObject({ status: 201, json: { status: 'CREATE_IN_PROGRESS' } });
    expect(await statesOf(opened)).toEqual(['CREATE_IN_PROGRESS []', 'ROLLBACK_COMPLETE []']);
    expect(await stack()).toMatchObject({ statusReason: `Role with name ${RoleName} already exists.` });
    await expect(assume()).resolves.toBeDefined();
  }),
);

test(
  'while a stack is being created, its name is taken and it cannot be updated',
  on(bad(1), async ({ create, update, pass, link }) => {
    await create();
    expect(await create()).toEqual(exists);
    expect(await update(link(wider))).toEqual(notIn('CREATE_IN_PROGRESS'));
    pass(3 * settleMs);
    expect(await update(link(wider))).toMatchObject({ status: 200, json: { status: 'UPDATE_IN_PROGRESS' } });
    expect(await update(link(given))).toEqual(notIn('UPDATE_IN_PROGRESS'));
  }),
);

test.each(seeds)('an update answers at once and takes effect later (seed %i)', async (seed) => {
  await on(bad(seed), async (opened) => {
    const { create, update, pass, link, assume } = opened;
    await create();
    pass(3 * settleMs);
    await expect(assume()).resolves.toBeDefined();
    await update(link(wider));
    expect(
      await statesOf(opened, async () => {
        await assume();
      }),
    ).toEqual(['UPDATE_IN_PROGRESS [Role, Boundary]', 'UPDATE_COMPLETE [Role, Boundary]']);
    pass(settleMs);
    await expect(assume()).rejects.toMatchObject({ name: 'AccessDenied' });
  })();
});

test.each(seeds)('a stack that is deleted while it is being created leaves no resource (seed %i)', async (seed) => {
  await on(bad(seed), async ({ create, remove, pass, stacks, local }) => {
    await create();
    expect((await remove()).status).toBe(200);
    expect(await stacks()).toEqual([]);
    pass(3 * settleMs);
    expect((await local.iam().send(new ListRolesCommand())).Roles).toEqual([]);
    expect((await refusalOf(local.iam().send(new GetPolicyCommand({ PolicyArn })))).code).toBe('NoSuchEntity');
    expect((await create()).status).toBe(201);
  })();
});
