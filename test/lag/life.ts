import { catalog } from '../../catalog/index.ts';
import { requiredParameters } from '../../local/requiredParameters.ts';
import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import { openScenario, type Scenario } from '../model/scenario.ts';
import { drain } from '../model/settle.ts';

/** One onboarding and offboarding, twice, in an account whose stack was launched a short time before. */
export interface Life {
  readonly blueprint: string;
  readonly profile: LagProfile;
  readonly seed: number;
}

/** What happened in a life. */
export interface Outcome {
  /** A sentence for each thing that must not happen. */
  readonly complaints: readonly string[];
  /** The virtual time from the first request to the first keys, in milliseconds. */
  readonly toKeysMs: number;
}

/** The page reads the status of the onboarding at this interval (ms). */
const askEveryMs = 3000;
/** An onboarding that takes longer is reported (ms). */
const patienceMs = 30 * 60_000;
const sweepEveryMs = 60_000;

/**
 * Runs a life in virtual time: the stack is launched, and 0 to 60 seconds later the page creates the onboarding. It
 * reads the status every 3 seconds, claims the keys, and offboards. Then the page onboards and offboards the same names
 * again at once.
 */
export async function live({ blueprint, profile, seed }: Life, trace?: (line: string) => void): Promise<Outcome> {
  const known = catalog.find(({ name }) => name === blueprint);
  if (known === undefined) throw new Error(`There is no blueprint ${blueprint}.`);
  const parameters = requiredParameters(known, 2);
  const scenario = await openScenario({ seed, blueprint, parameters, isLaunched: false, profile });
  const { time } = scenario;
  if (trace !== undefined) traceCalls(scenario, trace);
  try {
    await scenario.tenant.launch();
    await scenario.pass(Math.random() * 60_000);
    const startedAt = time.now();
    const first = await onboard(scenario, parameters);
    const toKeysMs = time.now() - startedAt;
    if ('complaint' in first) return { complaints: [first.complaint], toKeysMs };
    const gone = await offboard(scenario, first.id);
    if (gone !== undefined) return { complaints: [gone], toKeysMs };
    const second = await onboard(scenario, parameters);
    if ('complaint' in second) return { complaints: [`again: ${second.complaint}`], toKeysMs };
    const goneAgain = await offboard(scenario, second.id);
    if (goneAgain !== undefined) return { complaints: [`again: ${goneAgain}`], toKeysMs };
    return { complaints: await scenario.violations(), toKeysMs };
  } finally {
    scenario.close();
  }
}

/** Reports each call to STS and IAM, with its time in seconds, its parameters and the code of the answer. */
function traceCalls({ world, time }: Scenario, trace: (line: string) => void): void {
  const { sandbox } = world;
  const answer = sandbox.answer.bind(sandbox);
  const startedAt = time.now();
  sandbox.answer = async (call) => {
    const { Action = '', ...parameters } = call.parameters;
    const at = ((time.now() - startedAt) / 1000).toFixed(1);
    const given = await answer(call);
    const names = Object.entries(parameters).flatMap(([name, value]) => (/Name$|Arn$|Id$/.test(name) ? value : []));
    trace(`${at.padStart(8)} ${Action} ${names.join(' ')} ${given.code}`);
    return given;
  };
}

/** Creates the onboarding, and reads its status until the page has its keys. */
async function onboard(
  scenario: Scenario,
  parameters: object,
): Promise<{ readonly id: string } | { readonly complaint: string }> {
  const created = await scenario.waitFor(scenario.create(parameters));
  const id = created.id ?? created.onboarding;
  if (id === undefined) return { complaint: `the create was answered ${said(created)}` };
  if (created.keys.length > 0) return { id };
  let complaint: string | undefined;
  const isDone = await ask(scenario, async () => {
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
        complaint = `${describe(scenario, id)} (the create was answered ${said(created)})`;
        return true;
    }
  });
  return isDone && scenario.record(id).status === 'claimed'
    ? { id }
    : {
        complaint: complaint ?? `after ${String(patienceMs / 60_000)} minutes ${describe(scenario, id)}`,
      };
}

/** Deletes the onboarding, and reads its status until it is offboarded. Returns what went wrong, if anything. */
async function offboard(scenario: Scenario, id: string): Promise<string | undefined> {
  const answered = await scenario.waitFor(scenario.offboard(id));
  await ask(scenario, () => Promise.resolve(!['offboarding', 'claimed'].includes(scenario.record(id).status)));
  const { status } = scenario.record(id);
  return status === 'offboarded' ? undefined : `${describe(scenario, id)} (DELETE was answered ${said(answered)})`;
}

/** Repeats `look` every 3 seconds until it returns true, while the workers and the sweep run. */
async function ask(scenario: Scenario, look: () => Promise<boolean>): Promise<boolean> {
  const { time, world } = scenario;
  const until = time.now() + patienceMs;
  let sweptAt = time.now();
  while (time.now() < until) {
    if (await look()) return true;
    await drain(world);
    if (time.now() - sweptAt >= sweepEveryMs) {
      sweptAt = time.now();
      await time.until(world.sweep());
    }
    await scenario.pass(askEveryMs);
  }
  return false;
}

function describe(scenario: Scenario, id: string): string {
  const record = scenario.record(id);
  return `it is ${record.status}: ${'problem' in record ? JSON.stringify(record.problem) : JSON.stringify(record.waiting)}`;
}

const said = ({
  http,
  status,
  problem,
}: {
  readonly http: number;
  readonly status: unknown;
  readonly problem: string | undefined;
}) => `${String(http)} ${String(problem ?? status)}`;
