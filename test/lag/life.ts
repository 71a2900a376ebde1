import { catalog } from '../../catalog/index.ts';
import { requiredParameters } from '../../local/requiredParameters.ts';
import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import { offboard, onboard, rotate } from '../model/page.ts';
import { openScenario, type Scenario } from '../model/scenario.ts';

/** One onboarding, a rotation of each key, and an offboarding, and then an onboarding and offboarding again, in an account whose stack was launched a short time before. */
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

/**
 * Runs a life in virtual time: the stack is launched, and 0 to 60 seconds later the page creates the onboarding. It
 * reads the status every 3 seconds, claims the keys, rotates each of them, and offboards. Then the page onboards and offboards the same names
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
    const rotated = await rotate(scenario, first.id);
    if (rotated !== undefined) return { complaints: [rotated], toKeysMs };
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
