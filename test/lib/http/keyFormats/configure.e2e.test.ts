import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configure } from '../../../../lib/http/keyFormats/configure.ts';
import { anna, ben } from '../../../support/keySamples.ts';
import { loadIni } from '../../../support/keyReaders.ts';
import { readConfigureCommands } from '../../../support/snippetReaders.ts';
import { testWith } from '../../../support/withProgram.ts';

const settingsOf = ({ accessKeyId, secretAccessKey }: typeof anna) => ({
  aws_access_key_id: accessKeyId,
  aws_secret_access_key: secretAccessKey,
});

test('writes the key of one user into the profile, with the region of the onboarding', () => {
  const commands = configure.write([anna], { profile: 'vendor', region: 'us-west-2' });
  expect(readConfigureCommands(commands)).toEqual({ vendor: { ...settingsOf(anna), region: 'us-west-2' } });
  expect(commands).toContain(`aws configure set aws_secret_access_key ${anna.secretAccessKey} --profile vendor\n`);
});

test('writes the keys of several users into a profile for each', () => {
  expect(readConfigureCommands(configure.write([anna, ben], { profile: 'A.b_c-d@e+f' }))).toEqual({
    'A.b_c-d@e+f-anna': settingsOf(anna),
    'A.b_c-d@e+f-ben.b_1+=@x-': settingsOf(ben),
  });
});

testWith('aws', 'the AWS CLI, called by a shell, writes these profiles', async (run, directory) => {
  await run(['sh', '-euc', configure.write([anna, ben], { profile: 'a@b' })]);
  expect(await loadIni(readFileSync(join(directory, '.aws/credentials'), 'utf8'))).toEqual({
    'a@b-anna': { accessKeyId: anna.accessKeyId, secretAccessKey: anna.secretAccessKey },
    'a@b-ben.b_1+=@x-': { accessKeyId: ben.accessKeyId, secretAccessKey: ben.secretAccessKey },
  });
});
