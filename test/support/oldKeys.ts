import * as z from 'zod';
import { clientsOf, rootOf } from './sandboxClients.ts';
import { keysIn } from '../model/invariants.ts';
import { drain } from '../model/settle.ts';
import type { Scenario } from '../model/scenario.ts';

const eventSchema = z.object({
  type: z.string(),
  data: z.looseObject({ key: z.optional(z.looseObject({ accessKeyId: z.string() })) }),
});
const answerSchema = z.looseObject({ type: z.optional(z.string()), detail: z.optional(z.string()) });

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** What a test does with the keys of the one claimed onboarding of a scenario. */
export function keysOfScenario(scenario: Scenario) {
  const { world, time, tenant } = scenario;
  const { iam } = rootOf(world.sandbox, tenant.accountId);
  const atOnce = <T>(work: () => Promise<T>) => time.until(time.busily(work));
  const claimed = () => {
    const record = scenario.one();
    if (record.status !== 'claimed') throw new Error(`it is ${record.status}`);
    return record;
  };
  const inAccount = (id: string) =>
    scenario
      .users()
      .flatMap(({ accessKeys }) => accessKeys)
      .find((key) => key.id === id)?.status;

  return {
    atOnce,
    claimed,
    /** IAM as the account's administrator. */
    iam,
    /** Creates a claimed onboarding whose key is verified, and returns the ID of the key. */
    claimedKey: async (): Promise<string> => {
      const { keys } = await scenario.waitFor(scenario.create());
      await scenario.settle();
      return keys[0]?.accessKeyId ?? '';
    },
    /** Uses a key, as a program with this key does. */
    use: (accessKeyId: string) =>
      atOnce(async () => {
        // The call is denied, which is a use as well.
        await clientsOf(world.sandbox, { accessKeyId, secretAccessKey: 'unverified' })
          .iam.listUsers({})
          .catch(() => undefined);
      }),
    /** Replaces the key in force, and returns the ID of the new one. */
    rotate: async (graceMs = day): Promise<string> => {
      const { id, keys } = claimed();
      const replaces = keys.find(({ state }) => state === 'handed_over')?.id;
      const body = { replaces, graceSeconds: graceMs / 1000 };
      const { answer } = world.send('POST', `/v1/onboardings/${id}/credentials/rotate`, body);
      const given = await time.until(answer);
      const [key] = keysIn(given);
      if (key === undefined) throw new Error(given.text);
      return key.accessKeyId;
    },
    /** Lets time pass, with a sweep and its work at the end. */
    pass: async (ms: number): Promise<void> => {
      await scenario.pass(ms);
      await time.until(world.sweep());
      await drain(world);
    },
    /** Lets time pass until the record is due next, and does what is due. */
    passUntilDue: async (): Promise<void> => {
      const { rotation = time.now() } = claimed().dueTimes;
      await scenario.pass(Math.max(0, rotation - time.now()) + 1000);
      await time.until(world.sweep());
      await drain(world);
    },
    /** Sends a request about a key, and returns its answer with the body parsed. */
    ask: async (accessKeyId: string, what: 'retire' | 'reactivate', body?: object) => {
      const path = `/v1/onboardings/${scenario.one().id}/credentials/${accessKeyId}/${what}`;
      const { status, text, headers } = await time.until(world.send('POST', path, body).answer);
      const { type, detail } = answerSchema.parse(JSON.parse(text));
      return { status, problem: type?.split(':').at(-1), detail, headers };
    },
    /** Sends a rotation, and returns its answer with the body parsed. */
    askToRotate: async (body: object) => {
      const { answer } = world.send('POST', `/v1/onboardings/${scenario.one().id}/credentials/rotate`, body);
      const { status, text } = await time.until(answer);
      const { type, detail } = answerSchema.parse(JSON.parse(text));
      return { status, problem: type?.split(':').at(-1), detail };
    },
    /** The state of a key on record: undefined if it is not there any more. */
    stateOf: (id: string) => claimed().keys.find((key) => key.id === id)?.state,
    keyOf: (id: string) => claimed().keys.find((key) => key.id === id),
    /** The status of a key in the account: undefined if it does not exist. */
    inAccount,
    /** What the vendor's webhook received about keys, besides the rotations, oldest first. */
    events: async () => {
      await drain(world);
      return world.vendor.received
        .map(({ body }) => eventSchema.parse(JSON.parse(body)))
        .filter(({ type }) => type.startsWith('credentials.') && type !== 'credentials.rotated');
    },
  };
}

export type ScenarioKeys = ReturnType<typeof keysOfScenario>;
