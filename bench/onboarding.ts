import { enterEnvironment, localEnvironment } from '../local/environment.ts';
import { startAwsProcess } from './awsProcess.ts';
import { callMs } from './callMs.ts';

const apiToken = 'bench-token';
const runs = 5;
const warmUpRuns = 2;

const legend = `Each call to STS and IAM takes ${callMs} ms, or longer if the sandbox computes longer. Values are medians of ${runs} runs, each in a new account.
  in account  first: the first onboarding of the blueprint there, of a role that was never assumed before, with the trust probe; again: a second one
  depth       how many calls ran one after another; chain: how many have to
  ratio       time from the request to the keys, divided by chain x ${callMs} ms; script: the same for a script that makes one call after another
  cpu         CPU time of the service's process, which includes the client
  writes      write requests to the state table, and their units; progress: writes that the request does not wait for
`;

/** Runs the bench. Prints tables of the results, and whether the goals are met. */
async function bench(): Promise<void> {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
  const aws = await startAwsProcess();
  try {
    // The role is not new any more at the second onboarding.
    enterEnvironment(localEnvironment(aws.url, apiToken, { ...process.env, LATCHKEY_ROLE_LAG_MS: '1' }));
    // Imported after the environment is set, because the handlers read their configuration when they are loaded.
    const { catalog } = await import('../catalog/index.ts');
    const { benchCases } = await import('./cases.ts');
    const { bundleSizes } = await import('./bundles.ts');
    const { startStack } = await import('./stack.ts');
    const { measure } = await import('./measure.ts');
    const { report } = await import('./report.ts');
    const { median } = await import('./median.ts');
    const stack = await startStack(aws.url, apiToken);
    const cases = benchCases(catalog);
    // The first runs are not measured, because V8 optimizes code only after it has run often.
    for (const each of cases) await measure(stack, each, warmUpRuns);
    const measured = [];
    for (const each of cases) measured.push(...(await measure(stack, each, runs)));
    const tenant = await stack.newTenant('tutum', {});
    const first = await stack.onboardWithWebhook(tenant, 'tutum', {});
    const again = await stack.onboardWithWebhook(tenant, 'tutum', {
      userName: 'tutum-again',
      policyName: 'tutum-again',
    });
    const later = await stack.onboardLater(tenant, 'tutum', { userName: 'tutum-later', policyName: 'tutum-later' });
    const bare: number[] = [];
    for (let run = 0; run < 5 * runs; run += 1) bare.push(await stack.bareCall());
    await stack.close();
    console.log(`${legend}\n${report(measured, { first, again }, later, median(bare), await bundleSizes(runs))}`);
  } finally {
    aws.stop();
  }
}

await bench();
