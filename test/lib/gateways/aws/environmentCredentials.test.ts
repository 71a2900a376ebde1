import { defaultProvider } from '../../../../lib/gateways/aws/environmentCredentials.ts';

const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
const before = names.map((name) => [name, process.env[name]] as const);

afterEach(() => {
  for (const [name, value] of before) set(name, value);
});

function set(name: string, value: string | undefined) {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

test('the SDK gets the credentials that Lambda sets in the environment', async () => {
  set('AWS_ACCESS_KEY_ID', 'ASIAEXAMPLE');
  set('AWS_SECRET_ACCESS_KEY', 'secret');
  set('AWS_SESSION_TOKEN', 'token');
  await expect(defaultProvider()()).resolves.toEqual({
    accessKeyId: 'ASIAEXAMPLE',
    secretAccessKey: 'secret',
    sessionToken: 'token',
  });
});

test('a key without a session token is a long-lived key', async () => {
  set('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
  set('AWS_SECRET_ACCESS_KEY', 'secret');
  set('AWS_SESSION_TOKEN', undefined);
  await expect(defaultProvider()()).resolves.toEqual({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' });
});

test.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])(
  'without %s there are no credentials, and the error names the variable',
  async (name) => {
    set('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
    set('AWS_SECRET_ACCESS_KEY', 'secret');
    set(name, undefined);
    await expect(defaultProvider()()).rejects.toThrow(name);
  },
);
