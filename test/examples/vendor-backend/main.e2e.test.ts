import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { blocksOf, page } from '../../docs/markdown.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/freePort.ts';
import { secretsText } from '../../support/senders.ts';
import { startTestStack, token } from '../../support/testStack.ts';

const tenant = { tenantId: 'acme', accountId: '111122223333' };
const [starts = '', creates = ''] = blocksOf(page('examples/vendor-backend/README.md'), 'sh');

test('with the commands of its README, the back end stores the keys of a tenant, and refuses forged events', async () => {
  const data = mkdtempSync(join(tmpdir(), 'latchkey-vendor-'));
  writeFileSync(join(data, 'webhook-secrets.json'), secretsText);
  const port = await freePort();
  const testStack = await startTestStack({ webhookSecrets: { text: secretsText } });
  const here = (block: string) =>
    block
      .replaceAll('http://127.0.0.1:3000', testStack.url)
      .replaceAll('8080', String(port))
      .replaceAll('local-dev-token', token)
      .replaceAll('.latchkey', data)
      .replace('npx node', `exec ${process.execPath}`);
  const env = { ...process.env, PORT: String(port) };
  const backend = spawn('sh', ['-c', here(starts)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  backend.stdout.on('data', (text: Buffer) => (printed += text.toString()));
  try {
    await testStack.launch(tenant);
    await eventually(() => (printed.includes('Send webhook events') ? true : undefined), 'it does not start');
    const { stdout } = await promisify(execFile)('sh', ['-c', here(creates)]);
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(stdout));
    const file = join(data, 'keys', `${id}.json`);
    const text = await eventually(
      () => (existsSync(file) ? readFileSync(file, 'utf8') || undefined : undefined),
      () => `no keys: ${printed}`,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const [key] = z
      .tuple([z.object({ userName: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() })])
      .parse(JSON.parse(text));
    expect((await testStack.stsWith(key).getCallerIdentity({})).Arn).toContain(`/${key.userName}`);
    expect(printed).not.toContain(key.secretAccessKey);
    const hook = `http://127.0.0.1:${String(port)}/hooks/latchkey`;
    const forged = { 'webhook-id': 'msg_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' };
    expect((await fetch(hook, { method: 'POST', headers: forged, body: '{}' })).status).toBe(401);
    expect((await fetch(hook, { method: 'POST', body: '{}' })).status).toBe(401);
  } finally {
    backend.kill();
    await once(backend, 'exit');
    await testStack.close();
    rmSync(data, { recursive: true });
  }
});
