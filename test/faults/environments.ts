import { settleControlTenant } from './controlTenant.ts';
import { startTestStack } from './testStack.ts';

async function openEnvironment(bundle: string) {
  const testStack = await startTestStack(bundle);
  return { testStack, controlTenant: await settleControlTenant(testStack) };
}

/** A test stack and its control tenant. */
type Environment = Awaited<ReturnType<typeof openEnvironment>>;

/** Several test stacks that run in parallel, each with its own processes, so that no cell influences another. */
export interface Environments {
  /** Runs `work` for each element in the next free environment. Returns the results in the order of `all`. */
  everywhere<T, R>(all: readonly T[], work: (environment: Environment, each: T) => Promise<R>): Promise<readonly R[]>;
  stop(): Promise<void>;
}

export function openEnvironments(count: number, bundle: string): Environments {
  const environments: Promise<Environment>[] = [];
  // They start one after the other, because starting needs more CPU time than running.
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
