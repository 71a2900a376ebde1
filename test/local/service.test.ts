import { startService } from '../../local/service.ts';

/** Each start changes the environment of the process. */
const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

async function start(environment: Readonly<Record<string, string>>): Promise<void> {
  const awsUrl = 'http://127.0.0.1:1';
  const options = {
    port: 0,
    awsUrl,
    apiToken: 'token',
    dataDir: ':memory:',
    sweepEveryMs: 0,
    worker: false,
    seeds: false,
  };
  const service = await startService({ ...options, environment });
  await service.close(0);
}

test.each([
  ['LATCHKEY_NAMESPACE', 'Example'],
  ['LATCHKEY_LOGO_URL', 'http://vendor.example/logo.svg'],
  ['LATCHKEY_RECIPIENT_KEY', '{"kty":"EC"}'],
])('a local start refuses %s = %s and names it, even if only some functions check the setting', async (name, value) => {
  await expect(start({ [name]: value })).rejects.toThrow(new RegExp(`^${name} is `));
});
