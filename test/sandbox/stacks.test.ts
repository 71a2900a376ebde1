import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateUserCommand,
  DeletePolicyCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { tenant } from '../local/aws/clients.ts';
import { template } from '../local/aws/template.ts';
import { documentOf } from '../support/sandboxClients.ts';
import { exists, given, notIn, on, PolicyArn, refused, RoleName, type Opened } from './stackConsole.ts';

const reference = 'CloudFormation API Reference, CreateStack and UpdateStack';
const wider = { ...given, ExternalId: 'secret-2' };

interface Case {
  readonly name: string;
  readonly source: string;
  readonly given: (opened: Opened) => Promise<unknown>;
  readonly call: (opened: Opened) => Promise<unknown>;
  readonly answer: object;
}

const failed = async (opened: Opened) => {
  await opened.block();
  await opened.create();
};
/** A user that has the boundary, so that the stack cannot delete it. */
const stuck = async (opened: Opened) => {
  await opened.create();
  await opened.local.iam().send(new CreateUserCommand({ UserName: 'capped', PermissionsBoundary: PolicyArn }));
  await opened.remove();
};

const cases: readonly Case[] = [
  {
    name: 'a create with the name of an existing stack',
    source: reference,
    given: ({ create }) => create(),
    call: ({ create, link }) => create(link(wider)),
    answer: exists,
  },
  {
    name: 'a create with the name of a stack that was rolled back',
    source: reference,
    given: failed,
    call: ({ create }) => create(),
    answer: exists,
  },
  {
    name: 'a create with the name of a stack whose deletion failed',
    source: reference,
    given: stuck,
    call: ({ create }) => create(),
    answer: exists,
  },
  {
    name: 'an update of an absent stack',
    source: reference,
    given: () => Promise.resolve(),
    call: ({ update }) => update(),
    answer: refused('ValidationError', 'Stack [latchkey] does not exist'),
  },
  {
    name: 'an update that changes nothing',
    source: reference,
    given: ({ create }) => create(),
    call: ({ update }) => update(),
    answer: refused('ValidationError', 'No updates are to be performed.'),
  },
  {
    name: 'an update of a stack that was rolled back',
    source: 'serverless/serverless#5630',
    given: failed,
    call: ({ update }) => update(),
    answer: notIn('ROLLBACK_COMPLETE'),
  },
  {
    name: 'an update of a stack that could not be deleted',
    source: reference,
    given: stuck,
    call: ({ update }) => update(),
    answer: notIn('DELETE_FAILED'),
  },
  {
    name: 'a value of `update` that is not true or false',
    source: 'docs/sandbox.md',
    given: () => Promise.resolve(),
    call: ({ local, link }) => local.control('POST', 'launch', { launchUrl: link(), accountId: tenant, update: 'yes' }),
    answer: { status: 400, json: { message: 'update must be true or false, or must be omitted.' } },
  },
];

describe('these requests are refused and change nothing', () => {
  test.each(cases)('$name ($source)', async ({ given: before, call, answer }) => {
    await on(undefined, async (opened) => {
      await before(opened);
      const stacks = await opened.stacks();
      expect(await call(opened)).toEqual(answer);
      expect(await opened.stacks()).toEqual(stacks);
    })();
  });
});

test(
  'a failed create leaves a stack without resources, with the reason; after its deletion the name is free',
  on(undefined, async (opened) => {
    const { create, remove, stack, stacks } = opened;
    await failed(opened);
    const reason = `Role with name ${RoleName} already exists.`;
    expect(await stack()).toMatchObject({
      status: 'ROLLBACK_COMPLETE',
      statusReason: reason,
      resources: [],
      outputs: {},
    });
    expect((await remove()).status).toBe(200);
    expect((await stacks()).map(({ stackName }) => stackName)).toEqual(['another']);
    await opened.local.control('DELETE', 'launch', { stackName: 'another', accountId: tenant });
    expect((await create()).status).toBe(201);
  }),
);

test(
  'a failed update changes nothing, has a reason, and can be repeated',
  on(undefined, async ({ create, update, link, local, stack }) => {
    await create();
    const before = await stack();
    const PolicyDocument = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });
    const { Policy } = await local
      .iam()
      .send(new CreatePolicyCommand({ PolicyName: 'boundary-us-west-2', PolicyDocument }));
    const other = link({ ...wider, Region: 'us-west-2' });
    const reason = 'A policy called boundary-us-west-2 already exists. Duplicate names are not allowed.';
    expect(await update(other)).toEqual({
      status: 400,
      json: {
        message: `${reason} (stack latchkey: UPDATE_ROLLBACK_COMPLETE)`,
        stackId: before?.stackId,
        status: 'UPDATE_ROLLBACK_COMPLETE',
      },
    });
    expect(await stack()).toEqual({ ...before, status: 'UPDATE_ROLLBACK_COMPLETE', statusReason: reason });
    await local.iam().send(new DeletePolicyCommand({ PolicyArn: Policy?.Arn }));
    expect(await update(other)).toMatchObject({ status: 200, json: { status: 'UPDATE_COMPLETE' } });
    expect(await stack()).not.toHaveProperty('statusReason');
  }),
);

test(
  'a template is downloaded from another process on this machine',
  on(undefined, async ({ create, link, stack }) => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/_templates/theirs.json' ? 200 : 404;
      response.end(response.statusCode === 200 ? JSON.stringify(template) : 'none');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const at = (file: string) => link(given, { templateURL: `http://127.0.0.1:${String(port)}/_templates/${file}` });
    expect(await create(at('absent.json'))).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining('There is no template at') },
    });
    expect((await create(at('theirs.json'))).status).toBe(201);
    expect(await stack()).toMatchObject({ status: 'CREATE_COMPLETE' });
    server.close();
  }),
);

test(
  'an update that changes a policy with five versions deletes the oldest version that is not the default',
  on(undefined, async ({ create, update, link, local }) => {
    const changed = JSON.stringify(template).replace('ec2:*', 'ec2:Describe*');
    const server = createServer((_, response) => response.end(changed)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await create();
    const PolicyDocument = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });
    for (let version = 2; version <= 5; version += 1)
      await local.iam().send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
    const templateURL = `http://127.0.0.1:${String(port)}/_templates/changed.json`;
    expect(await update(link(given, { templateURL }))).toMatchObject({ status: 200 });
    const { Versions = [] } = await local.iam().send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions.map(({ VersionId }) => VersionId).toSorted()).toEqual(['v1', 'v3', 'v4', 'v5', 'v6']);
    server.close();
  }),
);
