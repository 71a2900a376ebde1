import * as fc from 'fast-check';
import { commands } from './commands.ts';
import { runScenario } from './run.ts';

/** Whatever happens in whatever order: when all is quiet the invariants hold, and everything can be ended. */
export const property = (mostCommands: number, before: () => void = () => undefined) =>
  fc.asyncProperty(
    fc.integer(),
    fc.constantFrom('tutum' as const, 'tutum' as const, 'cycle' as const),
    commands(mostCommands),
    async (seed, blueprint, sequence) => {
      before();
      await runScenario(seed, blueprint, sequence);
    },
  );
