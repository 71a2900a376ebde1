import * as fc from 'fast-check';
import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import { commands } from './commands.ts';
import { runScenario } from './run.ts';

/**
 * After any sequence of commands, the invariants hold when nothing is due, and every onboarding can be offboarded.
 * `profile` says how late AWS is.
 */
export const property = (mostCommands: number, profile: LagProfile = 'off', before: () => void = () => undefined) =>
  fc.asyncProperty(
    fc.integer(),
    fc.constantFrom('tutum' as const, 'tutum' as const, 'cycle' as const, 'koding' as const),
    commands(mostCommands),
    async (seed, blueprint, sequence) => {
      before();
      await runScenario(seed, blueprint, sequence, profile);
    },
  );
