import * as z from 'zod';
import { iamAsRoot } from '../../local/cloudformation/iam.ts';
import { ours } from '../faults/account.ts';
import { broken, keysIn } from './look.ts';
import { settle } from './settle.ts';
import { openTenant } from './tenant.ts';
import { openWorld, type Answer, type Fate } from './world.ts';

const body = z.looseObject({
  id: z.string().optional(),
  onboarding: z.string().optional(),
  status: z.unknown(),
  type: z.string().optional(),
});

/** What an answer says, with the end of its problem type. */
function read(answer: Answer) {
  const { id, onboarding, status, type } = body.parse(JSON.parse(answer.text));
  return { http: answer.status, id, onboarding, status, problem: type?.split(':').at(-1), keys: keysIn(answer) };
}

export type Said = ReturnType<typeof read>;

const accountId = '123456789012';
const later = { prefer: 'respond-async' };

/** One tenant with the stack launched, and what its caller asks for, in a world whose time the test owns. */
export async function openScenario({ seed = 1, blueprint = 'tutum', isLaunched = true } = {}) {
  const world = openWorld(seed);
  const tenant = await openTenant(world, accountId, blueprint, {});
  if (isLaunched) await tenant.launch();
  const { time } = world;
  const answers: Answer[] = [];
  const { tenantId } = tenant;

  /** The request's process, and what it says, if it ever does. */
  const start = (
    method: string,
    path: string,
    sent?: unknown,
    headers: Readonly<Record<string, string>> = {},
    fate: Fate = {},
  ) => {
    const { process, answer } = world.send(method, path, sent, headers, fate);
    const said = answer.then((given): Said => {
      answers.push(given);
      return read(given);
    });
    return { process, said };
  };
  const createBody = (parameters: object) => ({ tenantId, accountId, blueprint, parameters });
  const create = (parameters: object = {}, headers: Readonly<Record<string, string>> = {}, fate: Fate = {}) =>
    start('POST', '/v1/onboardings', createBody(parameters), headers, fate);
  const claim = (id: string, fate: Fate = {}) =>
    start('POST', `/v1/onboardings/${id}/credentials`, undefined, {}, fate);
  const offboard = (id: string, fate: Fate = {}) => start('DELETE', `/v1/onboardings/${id}`, undefined, {}, fate);
  const record = (id: string) => {
    const found = world.watched.records.get(id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };

  return {
    world,
    tenant,
    time,
    create,
    claim,
    offboard,
    provision: (id: string, fate: Fate = {}) => start('POST', `/v1/onboardings/${id}/provision`, undefined, {}, fate),
    record,
    records: () => [...world.watched.records.values()],
    /** IAM as the account's administrator. */
    iam: iamAsRoot(world.sandbox, accountId),
    /** Lets time pass until it is said. */
    hear: (asked: { readonly said: Promise<Said> }) => time.until(asked.said),
    hearAll: (asked: readonly { readonly said: Promise<Said> }[]) =>
      time.until(Promise.all(asked.map(({ said }) => said))),
    pass: (ms: number) => time.until(time.sleep(ms)),
    settle: () => settle(world),
    /** An onboarding that is `ready`, without a key. */
    newReady: async (parameters: object = {}): Promise<string> => {
      const { id = '' } = await time.until(create(parameters, later).said);
      await settle(world);
      return id;
    },
    users: () => ours(tenant.account()).users,
    keyIds: () =>
      ours(tenant.account())
        .users.flatMap(({ accessKeys }) => accessKeys)
        .map(({ id }) => id),
    /** What a process sent to the tenant's account. */
    sentBy: (name: string) => world.calls.filter(({ process }) => process === name).map(({ operation }) => operation),
    /** What does not hold of the invariants, once all is quiet. */
    broken: async (isWatched = true) => {
      await settle(world);
      await time.until(world.ended());
      await settle(world);
      if (!isWatched) world.watched.wrong.length = 0;
      return broken(world, tenant, answers);
    },
    close: () => {
      world.close();
    },
  };
}

/** The SDK loads parts of itself with its first call, which takes time that no test owns: to be done before. */
export async function warmUp(): Promise<void> {
  const scenario = await openScenario();
  await scenario.hear(scenario.create());
  scenario.close();
}

export type Scenario = Awaited<ReturnType<typeof openScenario>>;
