import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { operatorToken } from '../support/operator.ts';
import { commandLineFor, type Ran } from '../support/commandLine.ts';
import { startTestStack, token, type TestStack } from '../support/testStack.ts';

let stack: TestStack;
let line: ReturnType<typeof commandLineFor>;

beforeAll(async () => {
  stack = await startTestStack();
  line = commandLineFor({ LATCHKEY_URL: stack.url, LATCHKEY_TOKEN: token, LATCHKEY_OPERATOR_TOKEN: operatorToken });
});
afterAll(() => stack.close());

const onboarding = z.looseObject({ id: z.string(), status: z.string() });
const listed = z.object({ onboardings: z.array(onboarding), cursor: z.nullable(z.string()) });
const idIn = ({ stdout, stderr }: Ran) => /ob_\w+/.exec(`${stdout}${stderr}`)?.[0] ?? 'none';

async function claimedOnboarding() {
  const { tenantId, accountId } = await stack.newTenant();
  const created = await line.latchkey(`create -t ${tenantId} -a ${accountId} -b tutum --json`);
  return { tenantId, accountId, id: idIn(created), created };
}

test('create shows each step once on stderr, and stdout has only the answer', async () => {
  const { id, created } = await claimedOnboarding();
  expect(created.code).toBe(0);
  expect(z.looseObject({ status: z.string() }).parse(JSON.parse(created.stdout)).status).toBe('claimed');
  expect(created.stderr).toContain(`Onboarding ${id}`);
  expect(created.stderr.match(/✓ create-user tutum {2}\d+ ms/g)).toHaveLength(1);
});
