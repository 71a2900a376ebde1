import * as fc from 'fast-check';
import { commands } from './commands.ts';
import { runScenario } from './run.ts';

/** After any sequence of commands, the invariants hold when nothing is due, and every onboarding can be offboarded. */
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
