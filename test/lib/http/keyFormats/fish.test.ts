import { fish } from '../../../../lib/http/keyFormats/fish.ts';
import { anna, ben, keyOf, oddSecrets } from '../../../support/keySamples.ts';
import { readFish } from '../../../support/snippetReaders.ts';
import { testWith } from '../../../support/withProgram.ts';

test('sets two exported variables, below the stage of the key', () => {
  const lines = fish.write([anna], { profile: 'any', stage: 'prod' });
  expect(lines).toBe(
    `# Stage: prod\nset -gx AWS_ACCESS_KEY_ID ${anna.accessKeyId}\nset -gx AWS_SECRET_ACCESS_KEY ${anna.secretAccessKey}\n`,
  );
  expect(readFish(lines)).toEqual(keyOf(anna));
});

test('quotes what fish would change', () => {
  for (const secretAccessKey of oddSecrets)
    expect(readFish(fish.write([{ ...anna, secretAccessKey }], { profile: 'any' }))).toEqual({
      ...keyOf(anna),
      secretAccessKey,
    });
});

testWith('fish', 'fish exports the same to the programs that it starts', async (run) => {
  const print = `command env | string match -r '^AWS_.*'`;
  for (const secretAccessKey of [anna.secretAccessKey, ben.secretAccessKey, ...oddSecrets]) {
    const lines = fish.write([{ ...anna, secretAccessKey }], { profile: 'any', stage: 'prod' });
    expect((await run(['fish', '--no-config', '-c', `${lines}${print}`])).split('\n').toSorted()).toEqual(
      ['', `AWS_ACCESS_KEY_ID=${anna.accessKeyId}`, `AWS_SECRET_ACCESS_KEY=${secretAccessKey}`].toSorted(),
    );
  }
});

test('throws if it is given more than one key', () => {
  expect(() => fish.write([anna, ben], { profile: 'any' })).toThrow('one key');
});
