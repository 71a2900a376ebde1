import { createSandbox } from '../../local/sandbox/index.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';
import { clientsOf, documentOf, keysOf, refusalOf, rootOf, type Clients } from '../support/sandboxClients.ts';

const account = '111122223333';
const UserName = 'tutum';
const document = documentOf({ Effect: 'Allow', Action: 'iam:*', Resource: '*' });
const PolicyArn = `arn:aws:iam::${account}:policy/p`;

/** Source: IAM User Guide, "Troubleshoot IAM", "Changes that I make are not always immediately visible". */
describe('with the fault appear-late', () => {
  let now = 0;
  let sandbox: Sandbox;
  let prompt: Clients;
  let late: Clients;

  beforeEach(() => {
    now = Date.parse('2026-03-01T12:00:00Z');
    sandbox = createSandbox({ dataDir: ':memory:', clock: () => now });
    prompt = rootOf(sandbox, account);
    late = rootOf(sandbox, account, { appearLateMs: 5_000 });
  });

  it('a user is absent for reads and other calls, but its name is taken', async () => {
    await late.iam.createUser({ UserName });
    expect(await refusalOf(prompt.iam.getUser({ UserName }))).toMatchObject({ code: 'NoSuchEntity' });
    expect(await refusalOf(prompt.iam.createAccessKey({ UserName }))).toMatchObject({ code: 'NoSuchEntity' });
    expect((await prompt.iam.listUsers({})).Users).toEqual([]);
    expect(await refusalOf(prompt.iam.createUser({ UserName }))).toMatchObject({ code: 'EntityAlreadyExists' });
    now += 5_000;
    expect((await prompt.iam.getUser({ UserName })).User?.UserName).toBe(UserName);
  });

  it('a policy cannot be attached', async () => {
    await prompt.iam.createUser({ UserName });
    await late.iam.createPolicy({ PolicyName: 'p', PolicyDocument: document });
    expect(await refusalOf(prompt.iam.attachUserPolicy({ UserName, PolicyArn }))).toMatchObject({
      code: 'NoSuchEntity',
    });
    expect(await refusalOf(prompt.iam.getPolicy({ PolicyArn }))).toMatchObject({ code: 'NoSuchEntity' });
    now += 5_000;
    expect(await refusalOf(prompt.iam.attachUserPolicy({ UserName, PolicyArn }))).toMatchObject({ code: 'ok' });
  });

  it('a key is refused and is not listed, but counts towards the quota', async () => {
    await prompt.iam.createUser({ UserName });
    const keys = await keysOf(late.iam, UserName);
    const use = (): Promise<unknown> => refusalOf(clientsOf(sandbox, keys).sts.getCallerIdentity({}));
    expect(await use()).toMatchObject({ code: 'InvalidClientTokenId', status: 403 });
    expect((await prompt.iam.listAccessKeys({ UserName })).AccessKeyMetadata).toEqual([]);
    await prompt.iam.createAccessKey({ UserName });
    expect(await refusalOf(prompt.iam.createAccessKey({ UserName }))).toMatchObject({ code: 'LimitExceeded' });
    now += 5_000;
    expect(await use()).toMatchObject({ code: 'ok' });
    expect((await prompt.iam.listAccessKeys({ UserName })).AccessKeyMetadata).toHaveLength(2);
  });

  it('an attachment is not listed and has no effect, but prevents a deletion', async () => {
    await prompt.iam.createUser({ UserName });
    await prompt.iam.createPolicy({ PolicyName: 'p', PolicyDocument: document });
    await late.iam.attachUserPolicy({ UserName, PolicyArn });
    const user = clientsOf(sandbox, await keysOf(prompt.iam, UserName));
    expect(await refusalOf(user.iam.listUsers({}))).toMatchObject({ code: 'AccessDenied' });
    expect((await prompt.iam.listAttachedUserPolicies({ UserName })).AttachedPolicies).toEqual([]);
    expect(await refusalOf(prompt.iam.deletePolicy({ PolicyArn }))).toMatchObject({ code: 'DeleteConflict' });
    now += 5_000;
    expect(await refusalOf(user.iam.listUsers({}))).toMatchObject({ code: 'ok' });
    expect((await prompt.iam.listAttachedUserPolicies({ UserName })).AttachedPolicies).toHaveLength(1);
  });

  it('a group is absent, and so is a membership', async () => {
    await prompt.iam.createUser({ UserName });
    await late.iam.createGroup({ GroupName: 'g' });
    expect(await refusalOf(prompt.iam.getGroup({ GroupName: 'g' }))).toMatchObject({ code: 'NoSuchEntity' });
    now += 5_000;
    await late.iam.addUserToGroup({ GroupName: 'g', UserName });
    expect((await prompt.iam.getGroup({ GroupName: 'g' })).Users).toEqual([]);
    now += 5_000;
    expect((await prompt.iam.getGroup({ GroupName: 'g' })).Users).toHaveLength(1);
  });
});
