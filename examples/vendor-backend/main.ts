import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createLatchkeyClient } from '../../client/index.ts';
import { backend } from './backend.ts';
import { secretFiles } from './secretFiles.ts';
import { secretsManager } from './secretsManager.ts';
import { startServer } from './server.ts';

/** Returns a setting. */
function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`Set ${name}.`);
  return value;
}

const { SECRETS_FOLDER: folder, PORT: port = '8080' } = process.env;
const receive = backend({
  latchkey: createLatchkeyClient({
    baseUrl: setting('LATCHKEY_URL'),
    token: setting('LATCHKEY_TOKEN'),
    userAgent: 'vendor-backend',
  }),
  secrets: folder === undefined ? secretsManager(new SecretsManagerClient()) : secretFiles(folder),
  webhookSecret: setting('WEBHOOK_SECRET'),
  webhookUrl: setting('WEBHOOK_URL'),
  now: Date.now,
  log: console.log,
});
const server = await startServer(Number(port), receive);
console.log(
  `Send webhook events to ${server.url}. ${folder === undefined ? 'Keys go to AWS Secrets Manager.' : `Keys go to files in ${folder}, which is for a laptop only.`}`,
);
process.once('SIGTERM', () => void server.close());
