import * as fc from 'fast-check';
import { parseArgs } from 'node:util';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { lagProfiles } from '../../local/sandbox/lag/profile.ts';

// `--runs` is the number of sequences, `--profile` how late AWS is. `--seed` and `--path`, as a failure prints them, run that sequence again.
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    profile: { type: 'string', default: 'off' },
    seed: { type: 'string' },
    path: { type: 'string' },
  },
});
// The handlers read their settings when they are imported, so that these are set first. The model does not use them.
enterEnvironment({
  ...localEnvironment('http://127.0.0.1:9', 'none', {}),
  POWERTOOLS_LOG_LEVEL: 'SILENT',
});
const { property } = await import('./property.ts');

const numRuns = Number(options.runs);
const profile = lagProfiles.find((each) => each === options.profile) ?? 'off';
const seed = options.seed === undefined ? Date.now() | 0 : Number(options.seed);
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
