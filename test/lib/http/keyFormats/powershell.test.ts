import { powershell } from '../../../../lib/http/keyFormats/powershell.ts';
import { anna, ben, keyOf, oddSecrets } from '../../../support/keySamples.ts';
import { readPowerShell } from '../../../support/snippetReaders.ts';
import { testWith } from '../../../support/withProgram.ts';

test('sets two environment variables, below the stage of the key', () => {
  const lines = powershell.write([anna], { profile: 'any', stage: 'prod' });
  expect(lines).toBe(
    `# Stage: prod\n$env:AWS_ACCESS_KEY_ID = '${anna.accessKeyId}'\n$env:AWS_SECRET_ACCESS_KEY = '${anna.secretAccessKey}'\n`,
  );
  expect(readPowerShell(lines)).toEqual(keyOf(anna));
});

test('doubles each character that would end a string', () => {
  for (const secretAccessKey of oddSecrets)
    expect(readPowerShell(powershell.write([{ ...anna, secretAccessKey }], { profile: 'any' }))).toEqual({
      ...keyOf(anna),
      secretAccessKey,
    });
});

testWith('pwsh', 'PowerShell sets the same for the programs that it starts', async (run) => {
  const print = '[Console]::Out.Write($env:AWS_ACCESS_KEY_ID + "|" + $env:AWS_SECRET_ACCESS_KEY)';
  // PowerShell removes a variable that is set to an empty string.
  for (const secretAccessKey of [anna.secretAccessKey, ben.secretAccessKey, "a'b’c$x"]) {
    const lines = powershell.write([{ ...anna, secretAccessKey }], { profile: 'any', stage: 'prod' });
    expect(await run(['pwsh', '-NoProfile', '-NonInteractive', '-Command', `${lines}${print}`])).toBe(
      `${anna.accessKeyId}|${secretAccessKey}`,
    );
  }
});

test('throws if it is given more than one key', () => {
  expect(() => powershell.write([anna, ben], { profile: 'any' })).toThrow('one key');
});
