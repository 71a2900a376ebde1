import { settleControlTenant } from './controlTenant.ts';
import { startTestStack } from './testStack.ts';

async function openEnvironment(bundle: string) {
  const testStack = await startTestStack(bundle);
  return { testStack, controlTenant: await settleControlTenant(testStack) };
}

/** A testStack, and the other tenant that lives in it. */
type Environment = Awaited<ReturnType<typeof openEnvironment>>;

/** TestStacks side by side, each with processes of its own: no cell disturbs another. */
export interface Environments {
  /** Each piece of work in the next environment that is free; results are in the order of `all`. */
  everywhere<T, R>(all: readonly T[], work: (environment: Environment, each: T) => Promise<R>): Promise<readonly R[]>;
  stop(): Promise<void>;
}

export function openEnvironments(count: number, bundle: string): Environments {
  const environments: Promise<Environment>[] = [];
  // One after the other: to start takes more of the machine than to run.
  for (let each = 0; each < count; each += 1) {
    environments.push((environments.at(-1) ?? Promise.resolve()).then(() => openEnvironment(bundle)));
  }
  return {
    everywhere: async (all, work) => {
      const waiting = [...all.entries()];
      const done = await Promise.all(
        environments.map(async (opening) => {
          const environment = await opening;
          const own: [number, Awaited<ReturnType<typeof work>>][] = [];
          for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
            own.push([next[0], await work(environment, next[1])]);
          return own;
        }),
      );
      return done
        .flat()
        .toSorted(([a], [b]) => a - b)
        .map(([, result]) => result);
    },
    stop: async () => {
      for (const { testStack } of await Promise.all(environments)) await testStack.stop();
    },
  };
}
