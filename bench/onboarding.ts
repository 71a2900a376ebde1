import { enterEnvironment, localEnvironment } from '../local/environment.ts';
import { startAwsProcess } from './awsProcess.ts';
import { callMs } from './callMs.ts';
import { measureCpu } from './cpu.ts';
import { cpuApiToken } from './cpuClient.ts';
import { keepFigures } from './keptFigures.ts';

const apiToken = 'bench-token';
const runs = 5;
const warmUpRuns = 2;
/** How often onboardings and the orders of other products are compared. */
const rounds = 15;

const legend = `Each call to STS and IAM takes ${callMs} ms, or longer if the sandbox computes longer. Values are medians of ${runs} runs, each in a new account.
  in account  first: the first onboarding of the blueprint there, of a role that was never assumed before, with the trust probe; again: a second one
  depth       how many calls ran one after another; chain: how many have to
  shortest    the shortest time from the request to the keys: whatever else this machine does only lengthens a run
  ratio       this time, divided by chain x ${callMs} ms; script: the same for a script that makes one call after another
  writes      write requests to the state table, and their units; progress: writes that the request does not wait for
`;

/**
 * Runs the bench. Prints tables of the results, and whether the goals are met. With `--write`, also keeps the figures for
 * docs/performance.md.
 */
async function bench(): Promise<void> {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
  const aws = await startAwsProcess();
  try {
    // The role is not new any more at the second onboarding.
    const environmentOf = (awsUrl: string, token = apiToken) =>
      localEnvironment(awsUrl, token, { ...process.env, LATCHKEY_ROLE_LAG_MS: '1' });
    const cpu = await measureCpu((awsUrl) => environmentOf(awsUrl, cpuApiToken));
    enterEnvironment(environmentOf(aws.url));
    // Imported after the environment is set, because the handlers read their configuration when they are loaded.
    const { catalog } = await import('../catalog/index.ts');
    const { benchCases } = await import('./cases.ts');
    const { bundleSizes } = await import('./bundles.ts');
    const { compareWithPeers } = await import('./compare.ts');
    const { startStack } = await import('./stack.ts');
    const { measure } = await import('./measure.ts');
    const { report } = await import('./report.ts');
    const { median } = await import('./median.ts');
    const { onboardingFigures } = await import('./onboardingFigures.ts');
    const stack = await startStack(aws.url, apiToken);
    const cases = benchCases(catalog);
    // The first runs are not measured, because V8 optimizes code only after it has run often.
    for (const each of cases) await measure(stack, each, warmUpRuns);
    const measured = [];
    for (const each of cases) measured.push(...(await measure(stack, each, runs)));
    const times = await compareWithPeers(stack, rounds);
    const tenant = await stack.newTenant('tutum', {});
    const first = await stack.onboardWithWebhook(tenant, 'tutum', {});
    const again = await stack.onboardWithWebhook(tenant, 'tutum', {
      userName: 'tutum-again',
      policyName: 'tutum-again',
    });
    const { writes: later } = await stack.onboardLater(tenant, 'tutum', {
      userName: 'tutum-later',
      policyName: 'tutum-later',
    });
    const bare: number[] = [];
    for (let run = 0; run < 5 * runs; run += 1) bare.push(await stack.bareCall());
    await stack.close();
    const withWebhook = { first, again };
    const bundles = await bundleSizes(runs);
    const results = { measured, times, cpu, withWebhook, later, bareCallMs: median(bare), bundles };
    console.log(`${legend}\n${report(results)}`);
    if (process.argv.includes('--write')) keepFigures('npm run bench', onboardingFigures(results));
  } finally {
    aws.stop();
  }
}

await bench();
