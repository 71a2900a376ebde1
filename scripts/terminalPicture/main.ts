import { writeFileSync } from 'node:fs';
import { localDefaults } from '../../local/defaults.ts';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { record } from './record.ts';
import { pictureFile, pictureOf } from './svg.ts';

process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
const { apiToken } = localDefaults;
enterEnvironment(localEnvironment('http://127.0.0.1:1', apiToken, process.env));
// Imported after the environment is set, because the handlers read their configuration when they are loaded.
const { startStack } = await import('../../local/stack.ts');
const stack = await startStack({ port: 0, awsPort: 0, apiToken, dataDir: ':memory:' });
try {
  writeFileSync(pictureFile, pictureOf(await record(stack.url)));
} finally {
  await stack.close();
}
console.log(`Wrote ${pictureFile}.`);
