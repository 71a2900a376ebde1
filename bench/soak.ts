import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalStack, usageOf } from './localProcess.ts';

/** How many onboardings each run makes, and how many of them go into one account. */
const wanted = Number(process.env['SOAK_ONBOARDINGS'] ?? 5000);
const perAccount = 50;
/** How many of the first and of the last onboardings are compared. */
const sample = Math.min(100, Math.floor(wanted / 2));
/** How many onboardings run at the same time. */
const atOnce = 4;
/** After how many onboardings the memory is printed. */
const reportEvery = Math.max(1, Math.floor(wanted / 5));

/**
 * Onboards `wanted` times over HTTP, with `npm start` in a process of its own. Prints that process's resident memory and
 * CPU time, and how fast the last onboardings were compared with the first.
 * @param dataDir a directory, or `:memory:`
 */
async function soak(dataDir: string): Promise<void> {
  const stack = await startLocalStack(dataDir);
  const launched = new Map<number, Promise<unknown>>();
  const endedAt = [performance.now()];
  let before = usageOf(stack.pid);
  console.log(`\n${dataDir === ':memory:' ? 'In memory' : 'On disk'}: ${before.megabytes} MB at the start`);

  const onboard = async (number: number): Promise<void> => {
    const tenant = Math.floor(number / perAccount);
    const launch = launched.get(tenant) ?? stack.launch(tenant);
    launched.set(tenant, launch);
    await launch;
    await stack.onboard(tenant, number);
    const done = endedAt.push(performance.now()) - 1;
    if (done % reportEvery !== 0) return;
    const now = usageOf(stack.pid);
    const eachMs = ((now.cpuSeconds - before.cpuSeconds) * 1000) / reportEvery;
    before = now;
    console.log(
      `  ${done} onboardings: ${now.megabytes} MB; the last ${reportEvery}: ${eachMs.toFixed(0)} ms CPU each`,
    );
  };
  try {
    let next = 0;
    const takeTurns = async () => {
      while (next < wanted) {
        next += 1;
        await onboard(next - 1);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, takeTurns));
  } finally {
    await stack.stop();
  }
  const rate = (from: number, to: number) => (1000 * (to - from)) / ((endedAt[to] ?? 0) - (endedAt[from] ?? 0));
  const [first, last] = [rate(0, sample), rate(wanted - sample, wanted)];
  console.log(`  first ${sample}: ${first.toFixed(1)} a second; last ${sample}: ${last.toFixed(1)} a second`);
  console.log(`  last / first: ${(last / first).toFixed(2)}`);
}

await soak(':memory:');
const directory = await mkdtemp(join(tmpdir(), 'latchkey-soak-'));
try {
  await soak(directory);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
