import { setTimeout as sleep } from 'node:timers/promises';
import { goalLine } from './figures.ts';
import { keepFigures } from './keptFigures.ts';
import { liveUntil, nothingSeen } from './lives.ts';
import { lineOf, loadFigures, type MeasuredLoad } from './loadFigures.ts';
import { startLocalStack, usageOf, type LocalProcess } from './localProcess.ts';

/** How many clients run at the same time, in each load. */
const loads = (process.env['LOAD_CLIENTS'] ?? '20,100').split(',').map(Number);
/** How many onboardings each load measures, and how many run before, while V8 still compiles. */
const wanted = Number(process.env['LOAD_LIVES'] ?? 400);
const warmUp = Math.ceil(wanted / 2);
/**
 * How often each load runs. Each round runs all loads with all checkouts, so that other programs on this machine slow
 * down all of them alike.
 */
const rounds = Number(process.env['LOAD_ROUNDS'] ?? 1);
/** The checkouts whose local stacks are compared: this one, and others by their directories. */
const checkouts = (process.env['LOAD_CHECKOUTS'] ?? '.').split(',');
/** A directory for a CPU profile of each local stack. */
const profiles = process.env['LOAD_PROFILES'];

/** A load with the checkout whose local stack it was put on. */
type Measured = MeasuredLoad & { readonly checkout: string };

/** Runs the clients, each with a tenant and an account of its own. Returns what they saw after the warm-up. */
async function load(stack: LocalProcess, clients: number): Promise<Omit<MeasuredLoad, 'clients'>> {
  let seen = nothingSeen();
  let over = false;
  const running = Array.from({ length: clients }, (_, tenant) =>
    liveUntil(
      () => over,
      { tenant: stack.tenantOf(tenant), request: stack.request },
      () => seen,
    ),
  );
  const until = async (lives: number) => {
    while (seen.lives < lives) await sleep(10);
  };
  await until(warmUp);
  seen = nothingSeen();
  const [startedAt, cpuBefore] = [performance.now(), usageOf(stack.pid).cpuSeconds];
  await until(wanted);
  const measured = seen;
  const seconds = (performance.now() - startedAt) / 1000;
  const { cpuSeconds, megabytes } = usageOf(stack.pid);
  over = true;
  seen = nothingSeen();
  await Promise.all(running);
  return { seen: measured, seconds, cpuSeconds: cpuSeconds - cpuBefore, megabytes };
}

/** Measures each load with each checkout, and prints a table. */
async function bench(): Promise<void> {
  const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
  const measured: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const clients of loads) {
      for (const checkout of checkouts) {
        const stack = await startLocalStack(':memory:', checkout, profiling);
        try {
          for (let tenant = 0; tenant < clients; tenant += 1) await stack.launch(tenant);
          const each = { checkout, clients, ...(await load(stack, clients)) };
          measured.push(each);
          console.log(lineOf(each));
        } finally {
          await stack.stop();
        }
      }
    }
  }
  const figures = loadFigures(measured.filter(({ checkout }) => checkout === checkouts[0]));
  console.log(['', ...figures.map(goalLine)].join('\n'));
  if (process.argv.includes('--write')) keepFigures('npm run bench:load', figures);
}

await bench();
