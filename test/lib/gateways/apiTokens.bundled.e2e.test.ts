import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleHandlers } from '../../../infra/plugin/bundle.ts';
import { apiEvent } from '../../support/apiEvent.ts';
import { startReceiver } from '../../support/receiver.ts';
import { sha256 } from '../../support/sha256.ts';

const hash = sha256('a-token');

test('a bundled function, which has no SSM client, reads the tokens with the SDK that Lambda has on NODE_PATH', async () => {
  const task = mkdtempSync(join(tmpdir(), 'latchkey-task-'));
  const parameter = { Name: '/latchkey/api-tokens/caller', Value: hash };
  const ssm = await startReceiver(() => ({ status: 200, body: JSON.stringify({ Parameters: [parameter] }) }));
  try {
    await bundleHandlers(process.cwd(), ['listBlueprints'], task);
    const event = apiEvent('GET', '/v1/blueprints', { headers: { authorization: 'Bearer a-token' } });
    const invoke = `
      const { handler } = require('./listBlueprints.cjs');
      handler(${JSON.stringify(event)}, { getRemainingTimeInMillis: () => 20000 }).then(({ statusCode }) => console.log(statusCode));
    `;
    writeFileSync(join(task, 'invoke.cjs'), invoke);
    const env = {
      ...process.env,
      NODE_PATH: join(process.cwd(), 'node_modules'),
      AWS_ENDPOINT_URL_SSM: ssm.url,
      LATCHKEY_API_TOKEN_HASHES: 'ssm',
    };
    const { stdout } = await promisify(execFile)(process.execPath, ['invoke.cjs'], { cwd: task, env });
    expect(stdout.trim()).toBe('200');
  } finally {
    await ssm.close();
    rmSync(task, { recursive: true });
  }
});
