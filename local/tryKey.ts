import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { keyTrial } from './keyTrial.ts';
import { readSandboxSettings } from './settings.ts';

/** Prints whether the key in the environment may make a call, in the sandbox that runs. */
async function tryKey(env: NodeJS.ProcessEnv, [action, resource = '*', ...context]: readonly string[]): Promise<void> {
  const entries = context.map((entry) => /^([^=]+)=(.*)$/.exec(entry));
  if (action === undefined || !action.includes(':') || entries.includes(null))
    throw new Error(
      'Name an action, a resource and, if a policy has conditions, their keys: npm run try -- s3:ListBucket arn:aws:s3:::example s3:prefix=daily/',
    );
  const values = entries.map((entry) => [entry?.[1] ?? '', entry?.[2] ?? ''] as const);
  const credentials = await defaultProvider()().catch(() => {
    throw new Error('There is no key to try. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.');
  });
  const awsUrl = `http://127.0.0.1:${readSandboxSettings(env).awsPort}`;
  console.log(await keyTrial(awsUrl, credentials, { action, resource, context: Object.fromEntries(values) }));
}

try {
  await tryKey(process.env, process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
