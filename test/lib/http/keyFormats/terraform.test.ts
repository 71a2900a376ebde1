import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { terraform } from '../../../../lib/http/keyFormats/terraform.ts';
import { readProvider } from '../../../support/hcl.ts';
import { anna, ben, oddSecrets } from '../../../support/keySamples.ts';
import { testWith } from '../../../support/withProgram.ts';

const words = { profile: 'any', stage: 'prod', region: 'us-west-2' };

test('is a provider block with the key, and with the region if the onboarding has one', () => {
  const { accessKeyId: access_key, secretAccessKey: secret_key } = anna;
  expect(readProvider(terraform.write([anna], { profile: 'any' }))).toEqual({ access_key, secret_key });
  const block = terraform.write([anna], words);
  expect(readProvider(block)).toEqual({ access_key, secret_key, region: 'us-west-2' });
  expect(block).toMatch(/^# Stage: prod\nprovider "aws" \{\n/);
});

test('escapes what Terraform would evaluate', () => {
  for (const secretAccessKey of oddSecrets)
    expect(readProvider(terraform.write([{ ...anna, secretAccessKey }], words))['secret_key']).toBe(secretAccessKey);
});

testWith('terraform', 'Terraform accepts its form, and reads the same values', async (run, directory) => {
  const environment = { TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1', TF_DATA_DIR: directory };
  const block = terraform.write([ben], words);
  writeFileSync(join(directory, 'form.tf'), block);
  expect(await run(['terraform', 'fmt', '-check', '-diff', 'form.tf'], { environment })).toBe('');
  // The provider itself is not installed, so its attributes are read as those of an object.
  const secrets = [ben.secretAccessKey, ...oddSecrets];
  const objects = secrets.map((secretAccessKey) =>
    terraform.write([{ ...ben, secretAccessKey }], { profile: 'any' }).replace('provider "aws" ', ''),
  );
  writeFileSync(join(directory, 'form.tf'), `locals {\n  all = [${objects.join(',')}]\n}\n`);
  const read = await run(['terraform', 'console'], { environment, input: 'jsonencode(local.all[*].secret_key)\n' });
  expect(JSON.parse(z.string().parse(JSON.parse(read)))).toEqual(secrets);
});

test('throws if it is given more than one key', () => {
  expect(() => terraform.write([anna, ben], words)).toThrow('one key');
});
