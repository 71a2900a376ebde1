import { catalog } from '../../catalog/index.ts';
import { publishedTemplates } from '../../lib/access/bootstrapTemplate.ts';
import { startAws } from '../../local/aws/index.ts';
import { enterEnvironment, localEnvironment, localVendor } from '../../local/environment.ts';
import { seeded } from './random.ts';
import { recordingClock } from './recordingClock.ts';
import { createRecorder } from './recorder.ts';
import { paced, type Traces } from './trace.ts';

const apiToken = 'simulate-token';
/**
 * How long a call takes at least while it is recorded, in milliseconds. Those to STS and IAM take as long as on AWS, because the
 * service stores its progress while it waits for them.
 */
const delaysMs = { account: { shortest: 70, longest: 130 }, others: { shortest: 5, longest: 30 } } as const;

/**
 * Runs every phase of an onboarding with the real service and the sandbox, and returns the calls that it makes. Enters
 * the environment of the local stack.
 *
 * @param isTimed whether calls take random times, from which follows which calls wait for which. Without them, only the
 * number of calls is right
 */
export async function record(runs: number, isTimed: boolean): Promise<Traces> {
  const random = seeded(1);
  const recorder = createRecorder((service) => {
    const { shortest, longest } = delaysMs[service === 'iam' || service === 'sts' ? 'account' : 'others'];
    return isTimed ? shortest + random() * (longest - shortest) : 0;
  });
  const templates = publishedTemplates(catalog, localVendor);
  const aws = await startAws({ port: 0, dataDir: ':memory:', templates, interpose: recorder.interpose });
  try {
    enterEnvironment(
      localEnvironment(aws.url, apiToken, {
        ...process.env,
        // Deployed, a role is new for two minutes, and a call on a busy machine may take seconds.
        LATCHKEY_ROLE_LAG_MS: '120000',
        LATCHKEY_REQUEST_TIMEOUT_MS: '10000',
        LATCHKEY_LEASE_MS: '60000',
      }),
    );
    // Imported after the environment is set, because the handlers read their configuration when they are loaded.
    const { startStack } = await import('../stack.ts');
    const { recordTraces } = await import('./recordPhases.ts');
    const clock = recordingClock(() => recorder.note(paced));
    const stack = await startStack(aws.url, apiToken, { clock, acceptWebhook: () => recorder.note('webhook:POST') });
    try {
      return await recordTraces(stack, { apiToken, recorder, inDays: clock.inDays }, runs);
    } finally {
      await stack.close();
    }
  } finally {
    await aws.close();
  }
}
