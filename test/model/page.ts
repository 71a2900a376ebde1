import type { Scenario } from './scenario.ts';
import { drain } from './settle.ts';

// What an onboarding page does: it creates, reads the status, claims and deletes.

/** The page reads the status of the onboarding at this interval (ms). */
const readEveryMs = 3000;
/** An onboarding that takes longer is reported (ms). */
const longestMs = 30 * 60_000;
const sweepEveryMs = 60_000;

/** The outcome of an onboarding: its ID, or what went wrong. */
type Onboarded = { readonly id: string } | { readonly complaint: string };

/** Creates the onboarding, and reads its status until the page has its keys. */
export async function onboard(scenario: Scenario, parameters: object): Promise<Onboarded> {
  const created = await scenario.waitFor(scenario.create(parameters));
  const id = created.id ?? created.onboarding;
  if (id === undefined) return { complaint: `the create was answered ${answerText(created)}` };
  return created.keys.length > 0 ? { id } : claim(scenario, id, `the create was answered ${answerText(created)}`);
}

/** Reads the status of an onboarding without keys until the page can claim them, and claims them. */
export async function claim(scenario: Scenario, id: string, before = ''): Promise<Onboarded> {
  let complaint: string | undefined;
  const isDone = await repeat(scenario, async () => {
    const { status } = scenario.record(id);
    switch (status) {
      case 'ready': {
        const claimed = await scenario.waitFor(scenario.claim(id));
        return claimed.keys.length > 0;
      }
      case 'awaiting_access':
        await scenario.waitFor(scenario.provision(id));
        return false;
      case 'provisioning':
      case 'claiming':
        return false;
      default:
        complaint = `${describe(scenario, id)} (${before})`;
        return true;
    }
  });
  return isDone && scenario.record(id).status === 'claimed'
    ? { id }
    : {
        complaint: complaint ?? `after ${String(longestMs / 60_000)} minutes ${describe(scenario, id)}`,
      };
}

/** Rotates each key in force until the page has a new one. Returns what went wrong, if anything. */
export async function rotate(scenario: Scenario, id: string): Promise<string | undefined> {
  const record = scenario.record(id);
  const inForce = 'keys' in record ? (record.keys ?? []).filter(({ state }) => state === 'handed_over') : [];
  for (const { userName, id: replaces } of inForce) {
    let last = '';
    const isDone = await repeat(scenario, async () => {
      if (scenario.record(id).status !== 'claimed') return false;
      const answer = await scenario.waitFor(scenario.rotate(id, { replaces, userName }));
      last = answerText(answer);
      return answer.keys.length > 0 || (answer.http !== 202 && answer.problem !== 'in-progress');
    });
    if (!isDone || last !== '200 claimed') return `the rotation was answered ${last}, and ${describe(scenario, id)}`;
  }
  return undefined;
}

/** Deletes the onboarding, and reads its status until it is offboarded. Returns what went wrong, if anything. */
export async function offboard(scenario: Scenario, id: string): Promise<string | undefined> {
  const answered = await scenario.waitFor(scenario.offboard(id));
  await repeat(scenario, () => Promise.resolve(!['offboarding', 'claimed'].includes(scenario.record(id).status)));
  const { status } = scenario.record(id);
  return status === 'offboarded'
    ? undefined
    : `${describe(scenario, id)} (DELETE was answered ${answerText(answered)})`;
}

/** Repeats `look` every 3 seconds until it returns true, while the workers and the sweep run. */
async function repeat(scenario: Scenario, look: () => Promise<boolean>): Promise<boolean> {
  const { time, world } = scenario;
  const until = time.now() + longestMs;
  let sweptAt = time.now();
  while (time.now() < until) {
    if (await look()) return true;
    await drain(world);
    if (time.now() - sweptAt >= sweepEveryMs) {
      sweptAt = time.now();
      await time.until(world.sweep());
    }
    await scenario.pass(readEveryMs);
  }
  return false;
}

function describe(scenario: Scenario, id: string): string {
  const record = scenario.record(id);
  return `it is ${record.status}: ${'problem' in record ? JSON.stringify(record.problem) : JSON.stringify(record.waiting)}`;
}

const answerText = ({
  http,
  status,
  problem,
}: {
  readonly http: number;
  readonly status: unknown;
  readonly problem: string | undefined;
}) => `${String(http)} ${String(problem ?? status)}`;
