import { enterEnvironment, localEnvironment } from '../local/environment.ts';
import { startAwsProcess } from './awsProcess.ts';
import { callMs } from './callMs.ts';

const apiToken = 'bench-token';
const runs = 5;
const warmUpRuns = 2;

const legend = `Onboardings where every call to STS and IAM takes ${callMs} ms, or as long as the sandbox computes where that is longer; medians of ${runs}, each in a new account.
  in account  first: of this blueprint there (the trust policy is tried out, the boundary looked for); again: one more
  depth       calls that followed one another, as they arrived; chain: those that have to
  ratio       from the request to the keys, by chain x ${callMs} ms; script: the same plan with the SDK, one call after the other
  cpu         of the service's process and the client in it, whatever else the machine does
  writes      write requests to the state table, and their units; progress apart, which nobody waits for
`;

/** Measures, and prints one table and whether the goals are met. */
async function bench(): Promise<void> {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
  const aws = await startAwsProcess();
  try {
    enterEnvironment(localEnvironment(aws.url, apiToken, process.env));
    // Only now: the handlers read their configuration when they are loaded.
    const { catalog } = await import('../catalog/index.ts');
    const { benchCases } = await import('./cases.ts');
    const { bundleSizes } = await import('./bundles.ts');
    const { startStack } = await import('./stack.ts');
    const { measure } = await import('./measure.ts');
    const { report } = await import('./report.ts');
    const { median } = await import('./median.ts');
    const stack = await startStack(aws.url, apiToken);
    const cases = benchCases(catalog);
    // What has not run often is not compiled yet.
    for (const each of cases) await measure(stack, each, warmUpRuns);
    const measured = [];
    for (const each of cases) measured.push(...(await measure(stack, each, runs)));
    const tenant = await stack.newTenant('tutum', {});
    const first = await stack.told(tenant, 'tutum', {});
    const again = await stack.told(tenant, 'tutum', { userName: 'tutum-again', policyName: 'tutum-again' });
    const bare: number[] = [];
    for (let run = 0; run < 5 * runs; run += 1) bare.push(await stack.bareCall());
    await stack.close();
    console.log(`${legend}\n${report(measured, { first, again }, median(bare), await bundleSizes(runs))}`);
  } finally {
    aws.stop();
  }
}

await bench();
