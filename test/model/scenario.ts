import * as z from 'zod';
import { iamAsRoot } from '../../local/cloudformation/iam.ts';
import { ours } from '../faults/account.ts';
import { violations, keysIn } from './invariants.ts';
import { settle } from './settle.ts';
import { openTenant } from './tenant.ts';
import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import type { Answer, ProcessOptions } from './invocations.ts';
import { openWorld } from './world.ts';

const body = z.looseObject({
  id: z.string().optional(),
  onboarding: z.string().optional(),
  status: z.unknown(),
  type: z.string().optional(),
});

/** Reads the fields of an answer that the tests check; `problem` is the last part of the problem type. */
function read(answer: Answer) {
  const { id, onboarding, status, type } = body.parse(JSON.parse(answer.text || '{}'));
  return { http: answer.status, id, onboarding, status, problem: type?.split(':').at(-1), keys: keysIn(answer) };
}

export type ParsedAnswer = ReturnType<typeof read>;

/** Returns the HTTP status and the problem of an answer in one text, such as `409 in-progress`. */
export const statusAndProblem = ({ http, problem }: ParsedAnswer): string => `${String(http)} ${String(problem)}`;

const accountId = '123456789012';
const later = { prefer: 'respond-async' };

/** What a scenario starts with. */
export interface ScenarioOptions {
  readonly seed?: number;
  readonly blueprint?: string;
  /** The parameters of the launch link. */
  readonly parameters?: object;
  readonly isLaunched?: boolean;
  /** How late AWS is. Default: `off`. */
  readonly profile?: LagProfile;
}

/**
 * Opens a world with virtual time and one tenant, whose stack is launched by default, and returns the requests of its
 * caller.
 */
export async function openScenario({
  seed = 1,
  blueprint = 'tutum',
  parameters: linked = {},
  isLaunched = true,
  profile = 'off',
}: ScenarioOptions = {}) {
  const world = openWorld(seed, profile);
  const tenant = await openTenant(world, accountId, blueprint, linked);
  if (isLaunched) await tenant.launch();
  const { time } = world;
  const answers: Answer[] = [];
  const { tenantId } = tenant;

  /** Sends a request. Returns its process and its answer, which never comes if the process dies. */
  const start = (
    method: string,
    path: string,
    sent?: unknown,
    headers: Readonly<Record<string, string>> = {},
    options: ProcessOptions = {},
  ) => {
    const { process, answer } = world.send(method, path, sent, headers, options);
    const response = answer.then((given): ParsedAnswer => {
      answers.push(given);
      return read(given);
    });
    return { process, response };
  };
  const createBody = (parameters: object) => ({ tenantId, accountId, blueprint, parameters });
  const create = (
    parameters: object = {},
    headers: Readonly<Record<string, string>> = {},
    options: ProcessOptions = {},
  ) => start('POST', '/v1/onboardings', createBody(parameters), headers, options);
  const claim = (id: string, options: ProcessOptions = {}) =>
    start('POST', `/v1/onboardings/${id}/credentials`, undefined, {}, options);
  const offboard = (id: string, options: ProcessOptions = {}) =>
    start('DELETE', `/v1/onboardings/${id}`, undefined, {}, options);
  const record = (id: string) => {
    const found = world.watched.records.get(id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };

  /** The only onboarding, or the first one. */
  const one = () => {
    const [found] = world.watched.records.values();
    if (found === undefined) throw new Error('there is no onboarding');
    return found;
  };

  return {
    world,
    tenant,
    time,
    create,
    claim,
    offboard,
    /** Replaces a key. The options are those of the process. */
    rotate: (
      id: string,
      wanted: { readonly replaces: string; readonly [name: string]: unknown },
      options: ProcessOptions = {},
      headers: Readonly<Record<string, string>> = {},
    ) => start('POST', `/v1/onboardings/${id}/credentials/rotate`, wanted, headers, options),
    /** Brings an onboarding to the deployed version of its blueprint, and to these parameters. */
    update: (
      id: string,
      parameters: object = {},
      options: ProcessOptions = {},
      headers: Readonly<Record<string, string>> = {},
    ) => start('POST', `/v1/onboardings/${id}/update`, { parameters }, headers, options),
    provision: (id: string, options: ProcessOptions = {}) =>
      start('POST', `/v1/onboardings/${id}/provision`, undefined, {}, options),
    record,
    records: () => [...world.watched.records.values()],
    one,
    /** The problem of the only onboarding, if it has one. */
    problem: () => {
      const found = one();
      return 'problem' in found ? found.problem : undefined;
    },
    /** IAM as the account's administrator. */
    iam: iamAsRoot(world.sandbox, accountId),
    /** Lets time pass until the answer has come. */
    waitFor: (asked: { readonly response: Promise<ParsedAnswer> }) => time.until(asked.response),
    waitForAll: (asked: readonly { readonly response: Promise<ParsedAnswer> }[]) =>
      time.until(Promise.all(asked.map(({ response }) => response))),
    pass: (ms: number) => time.until(time.sleep(ms)),
    settle: () => settle(world),
    /** An onboarding that is `ready`, without a key. */
    newReady: async (parameters: object = {}): Promise<string> => {
      const { id = '' } = await time.until(create(parameters, later).response);
      await settle(world);
      return id;
    },
    users: () => ours(tenant.account()).users,
    keyIds: () =>
      ours(tenant.account())
        .users.flatMap(({ accessKeys }) => accessKeys)
        .map(({ id }) => id),
    /** The operations that a process sent to the tenant's account. */
    sentBy: (name: string) => world.calls.filter(({ process }) => process === name).map(({ operation }) => operation),
    /**
     * Waits until nothing is due, and returns the violated invariants.
     * @param isWatched whether to include what was noted while the processes ran
     */
    violations: async (isWatched = true) => {
      await settle(world);
      await time.until(world.ended());
      await settle(world);
      if (!isWatched) world.watched.wrong.length = 0;
      return violations(world, tenant, answers);
    },
    close: () => {
      world.close();
    },
  };
}

let warm: Promise<void> | undefined;

/**
 * Sends a first create, once in a process. The SDK loads modules during its first call, which takes real time that
 * virtual time cannot include.
 */
export function warmUp(): Promise<void> {
  warm ??= firstCreate();
  return warm;
}

async function firstCreate(): Promise<void> {
  // The code that seals keys is loaded by the first request that needs it, which takes real time as well.
  await import('../../lib/sealing/sealing.ts');
  const scenario = await openScenario();
  await scenario.waitFor(scenario.create());
  scenario.close();
}

export type Scenario = Awaited<ReturnType<typeof openScenario>>;
