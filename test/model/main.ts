import * as fc from 'fast-check';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { lagProfiles } from '../../local/sandbox/lag/profile.ts';
import { matching, oneOf, readOptions, wholeNumber } from '../../scripts/options.ts';

// `--runs` is the number of sequences, `--profile` how late AWS is. `--seed` and `--path`, as a failure prints them, run that sequence again.
const options = readOptions(
  {
    runs: wholeNumber(1).default(10_000),
    profile: oneOf(lagProfiles).default('off'),
    seed: wholeNumber(-(2 ** 31), 2 ** 31 - 1).optional(),
    path: matching(/^\d+(:\d+)*$/, 'the path that a failure printed').optional(),
  },
  ({ path, seed }) =>
    path !== undefined && seed === undefined ? '--path needs the --seed of the same failure.' : undefined,
);
// The handlers read their settings when they are imported, so that these are set first. The model does not use them.
enterEnvironment({
  ...localEnvironment('http://127.0.0.1:9', 'none', {}),
  POWERTOOLS_LOG_LEVEL: 'SILENT',
});
const { property } = await import('./property.ts');

const { runs: numRuns, profile, seed = Date.now() | 0 } = options;
const everyRuns = 500;
const mostCommands = 8;
const startedAt = performance.now();
const seconds = () => Math.round((performance.now() - startedAt) / 1000);
let runs = 0;
console.log(`seed ${String(seed)}`);
const result = await fc.check(
  property(mostCommands, profile, () => {
    runs += 1;
    if (runs % everyRuns === 0) console.log(`${String(runs)} sequences in ${String(seconds())} s`);
  }),
  { numRuns, seed, ...(options.path !== undefined && { path: options.path }) },
);
if (result.failed) {
  console.log(fc.defaultReportMessage(result));
  console.log(String(result.errorInstance));
  console.log(
    `again: npm run test:model -- --seed ${String(result.seed)} --path ${result.counterexamplePath ?? ''} --profile ${profile}`,
  );
}
console.log(`sequences ${String(result.numRuns)}, in ${String(seconds())} s, seed ${String(seed)}`);
process.exitCode = result.failed ? 1 : 0;
