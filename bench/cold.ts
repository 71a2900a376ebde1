import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatTable } from '../local/demo/table.ts';
import { enterEnvironment, localEnvironment } from '../local/environment.ts';
import { startAwsProcess } from './awsProcess.ts';
import { atMost, goalLine, type Figure } from './figures.ts';
import { keepFigures } from './keptFigures.ts';

const apiToken = 'bench-token';

const legend = (runs: number) => `The first answer of a new process: CPU time of all its threads since its start.
Medians of ${runs} runs, in turn with a function that does nothing. HTTP without TLS, to the sandbox in another process.
  GetItem by hand   one signed call with Node alone, the minimum of any function that reads from DynamoDB
  read              GET /v1/onboardings/{id}, with one key
  create            POST /v1/onboardings: the whole first onboarding of an account, with one user, whose key is checked
`;

/** Measures the cold starts of functions. Writes a table to the console. Returns the figures that have goals. */
async function measureCold(runs: number): Promise<readonly Figure[]> {
  const aws = await startAwsProcess();
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-cold-'));
  try {
    const environment = localEnvironment(aws.url, apiToken, {});
    enterEnvironment({ ...environment, POWERTOOLS_LOG_LEVEL: 'SILENT' });
    // Imported after the environment is set, because the handlers read their configuration when they are loaded.
    const { startStack } = await import('./stack.ts');
    const { bundleCold } = await import('./coldBundles.ts');
    const { coldCpuMs } = await import('./coldRuns.ts');
    const { coldCases } = await import('./coldCases.ts');
    await bundleCold(['health', 'getOnboarding', 'createOnboarding'], ['empty', 'signedGetItem'], folder);
    const stack = await startStack(aws.url, apiToken);
    const cpuMs = await coldCpuMs(await coldCases(stack, apiToken, folder), runs, environment, folder);
    await stack.close();
    const over = (name: string) => (cpuMs.get(name) ?? NaN) / (cpuMs.get('empty') ?? NaN);
    const rows = [...cpuMs].map(([name, ms]) => [name, ms.toFixed(0), over(name).toFixed(2)]);
    console.log(`${legend(runs)}\n${formatTable(['function', 'cpu ms', 'ratio'], rows)}\n`);
    return [
      atMost('CPU of a cold read, over a function that does nothing', over('read'), 3.6, { decimals: 1 }),
      atMost('CPU of a cold create, over a function that does nothing', over('create'), 7, { decimals: 1 }),
    ];
  } finally {
    aws.stop();
    rmSync(folder, { recursive: true });
  }
}

const figures = await measureCold(15);
for (const figure of figures) console.log(goalLine(figure));
if (process.argv.includes('--write')) keepFigures('npm run bench:cold', figures);
