import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { version } from '../../cli/version.ts';
import { commandLineFor } from '../support/commandLine.ts';

test('the version is that of the package', async () => {
  const { version: ofPackage } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  expect(version).toBe(ofPackage);
  expect(await commandLineFor().latchkey('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});
