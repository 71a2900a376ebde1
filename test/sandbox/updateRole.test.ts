import { createSandbox } from '../../local/sandbox/index.ts';
import { refusalOf, rootOf, userWith } from '../support/sandboxClients.ts';
import { account, RoleName, trust } from './refusals.ts';

const measured = 'measured in go-to-k/cdkd#1239';

async function accountWithRole() {
  const sandbox = createSandbox({ dataDir: ':memory:' });
  const { iam } = rootOf(sandbox, account);
  await iam.createRole({
    RoleName,
    AssumeRolePolicyDocument: trust,
    Description: 'before',
    MaxSessionDuration: 7200,
    Tags: [{ Key: 'a', Value: 'b' }],
  });
  const described = async () => {
    const { Role } = await iam.getRole({ RoleName });
    return [Role?.Description, Role?.MaxSessionDuration];
  };
  return { sandbox, iam, described };
}

test.each([
  { given: { Description: 'after', MaxSessionDuration: 43_200 }, becomes: ['after', 43_200] },
  { given: { Description: 'after' }, becomes: ['after', 7200] },
  { given: { MaxSessionDuration: 3600 }, becomes: ['before', 3600] },
  { given: { Description: '' }, becomes: ['', 7200] },
  { given: {}, becomes: ['before', 7200] },
])(`UpdateRole with $given keeps the fields that it omits (${measured})`, async ({ given, becomes }) => {
  const { iam, described } = await accountWithRole();
  await iam.updateRole({ RoleName, ...given });
  expect(await described()).toEqual(becomes);
});

test('UpdateRoleDescription changes only the description, and returns the role', async () => {
  const { iam, described } = await accountWithRole();
  const { Role } = await iam.updateRoleDescription({ RoleName, Description: 'after' });
  expect(Role).toMatchObject({ RoleName, Description: 'after', Tags: [{ Key: 'a', Value: 'b' }] });
  expect(await described()).toEqual(['after', 7200]);
});

test.each(['UpdateRole', 'UpdateRoleDescription'])('%s is authorized on the ARN of the role', async (action) => {
  const { sandbox } = await accountWithRole();
  const onRole = { Effect: 'Allow', Action: `iam:${action}`, Resource: `arn:aws:iam::${account}:role/${RoleName}` };
  const { iam } = await userWith(sandbox, account, 'caller', [onRole]);
  const call = (name: string) =>
    refusalOf(
      action === 'UpdateRole'
        ? iam.updateRole({ RoleName: name })
        : iam.updateRoleDescription({ RoleName: name, Description: '' }),
    );
  expect(await call(RoleName)).toMatchObject({ code: 'ok' });
  expect((await call('another')).words).toBe(
    `User: arn:aws:iam::${account}:user/caller is not authorized to perform: iam:${action} on resource: role another because no identity-based policy allows the iam:${action} action`,
  );
});
