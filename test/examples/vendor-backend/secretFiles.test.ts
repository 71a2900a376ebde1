import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretFiles } from '../../../examples/vendor-backend/secretFiles.ts';

const id = 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T';
const keys = [
  {
    userName: 'tutum',
    userArn: 'arn:aws:iam::111122223333:user/tutum',
    accessKeyId: 'AKIAEXAMPLE',
    secretAccessKey: 'example',
    verification: 'verified',
  },
] as const;

test('each step may be repeated, and only the owner can read the files', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'latchkey-secrets-')), 'keys');
  const store = secretFiles(folder);
  expect(await store.state(id)).toBe('absent');
  for (const [step, state] of [
    [() => store.prepare(id), 'prepared'],
    [() => store.store(id, keys), 'stored'],
    [() => store.prepare(id), 'stored'],
    [() => store.giveUp(id), 'given up'],
    [() => store.store(id, keys), 'given up'],
  ] as const)
    for (let times = 0; times < 2; times += 1) {
      await step();
      expect(await store.state(id)).toBe(state);
    }
  expect([folder, join(folder, `${id}.json`)].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual([
    '700',
    '600',
  ]);
});

test.each(['../x', 'ob_/../x', '', 'ob_1\n'])('%j is no file', async (name) => {
  await expect(secretFiles('/nowhere').state(name)).rejects.toThrow('is not the ID of an onboarding');
});
