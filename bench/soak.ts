import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { residentMegabytes, startLocalStack } from './localProcess.ts';

/** How many onboardings each run makes, and how many of them go into one account. */
const wanted = Number(process.env['SOAK_ONBOARDINGS'] ?? 5000);
const perAccount = 50;
/** How many of the first and of the last onboardings are compared. */
const sample = Math.min(100, Math.floor(wanted / 2));
/** How many onboardings run at the same time. */
const atOnce = 4;
/** How often the memory is printed while the run goes on. */
const reportEvery = Math.max(1, Math.floor(wanted / 5));

/**
 * Onboards `wanted` times over HTTP with `npm start` in a process of its own. Prints that process's resident memory,
 * and how fast the last onboardings were compared with the first.
 * @param dataDir a directory, or `:memory:`
 */
async function soak(dataDir: string): Promise<void> {
  const stack = await startLocalStack(dataDir);
  const rates: number[] = [];
  try {
    console.log(`\n${dataDir === ':memory:' ? 'In memory' : 'On disk'}: ${residentMegabytes(stack.pid)} MB at the start`);
    let started = 0;
    const next = () => {
      const number = started;
      started += 1;
      return number;
    };
    const tenants = new Map<number, Promise<unknown>>();
    const ended: number[] = [];
    const one = async (number: number) => {
      const tenant = Math.floor(number / perAccount);
      const launched = tenants.get(tenant) ?? stack.launch(tenant);
      tenants.set(tenant, launched);
      await launched;
      await stack.onboard(tenant, number);
      ended.push(performance.now());
      if (ended.length % reportEvery === 0)
        console.log(`  ${ended.length} onboardings: ${residentMegabytes(stack.pid)} MB`);
    };
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let number = next(); number < wanted; number = next()) await one(number);
      }),
    );
    const rate = (from: number, to: number) => (1000 * sample) / (to - from);
    rates.push(
      rate(begun, ended[sample - 1] ?? 0),
      rate(ended[ended.length - 1 - sample] ?? 0, ended[ended.length - 1] ?? 0),
    );
    const [first = 0, last = 0] = rates;
    console.log(
      `  first ${sample}: ${first.toFixed(1)} a second; last ${sample}: ${last.toFixed(1)} a second; last / first = ${(last / first).toFixed(2)}`,
    );
  } finally {
    await stack.stop();
  }
}

await soak(':memory:');
const directory = await mkdtemp(join(tmpdir(), 'latchkey-soak-'));
try {
  await soak(directory);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
