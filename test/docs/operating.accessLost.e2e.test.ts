import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { believedAtOnce, inventory, startTestStack, token, type Tenant, type TestStack } from '../support/testStack.ts';
import { lockOut } from '../support/lockOut.ts';
import { missingPrograms } from '../support/missingPrograms.ts';
import { roleNameOf } from '../support/tenantNames.ts';
import { blocksOf, page } from './markdown.ts';

const text = page('docs/operating.md');
const [, section = ''] = /\n## Restoring a bootstrap role\n([^]*?)\n## /.exec(text) ?? [];
const [writesDocuments = '', restoresTrust = '', createsRole = '', removesAll = ''] = blocksOf(section, 'sh');
const [setsNames = '', callsWithToken = ''] = blocksOf(text, 'sh');
const definesLk = /^lk\(\).*$/m.exec(callsWithToken)?.[0] ?? '';

/** The page needs these programs. Without them, this machine cannot run its commands. */
const missing = missingPrograms(['aws', 'jq', 'curl']);
const testHere = missing.length === 0 ? test : test.skip;

let testStack: TestStack;
let directory: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-role-'));
  testStack = await startTestStack({ sweepEveryMs: 0, environment: believedAtOnce });
});
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await testStack.close();
});

/** Runs blocks of the page in one shell: the vendor's calls, and the commands of the tenant's administrator. */
async function run(tenant: Tenant, id: string, ...blocks: readonly string[]): Promise<string> {
  const script = [setsNames, definesLk, ...blocks].join('\n').replace('ID=ob_…', `ID=${id}`);
  const env = {
    ...process.env,
    LATCHKEY: testStack.url,
    TOKEN: token,
    ROLE: roleNameOf(tenant),
    ID: id,
    AWS_ENDPOINT_URL: testStack.awsUrl,
    AWS_ACCESS_KEY_ID: tenant.accountId,
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  return (await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { env, cwd: directory })).stdout;
}

testHere.each([
  {
    what: 'the trust policy was changed',
    lose: async (tenant: Tenant) => {
      await lockOut(testStack, tenant);
    },
    restores: restoresTrust,
  },
  {
    what: 'the role was deleted',
    lose: async (tenant: Tenant) => {
      const RoleName = roleNameOf(tenant);
      await testStack.root(tenant).deleteRolePolicy({ RoleName, PolicyName: 'provision' });
      await testStack.root(tenant).deleteRole({ RoleName });
    },
    restores: createsRole,
  },
])('if $what, the commands of the page lead from access-lost to an empty account', async ({ lose, restores }) => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant)).body;
  await lose(tenant);
  const lost = await testStack.offboard(id);
  expect([lost.status, lost.body.type]).toEqual([409, 'urn:latchkey:problem:access-lost']);
  expect(lost.body.detail).toContain(roleNameOf(tenant));
  const printed = await run(tenant, id, writesDocuments, restores, removesAll);
  expect(printed).toContain(roleNameOf(tenant));
  expect(printed).toContain('"status":"offboarded"');
  expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
});
