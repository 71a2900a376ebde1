import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

// The command reports each file that differs, and then fails.
test('the generated part of the client follows from docs/openapi.json', async () => {
  await promisify(execFile)(process.execPath, ['scripts/generateClient.ts', '--check']);
});
