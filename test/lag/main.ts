import { catalog } from '../../catalog/index.ts';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { lagProfiles } from '../../local/sandbox/lag/profile.ts';
import { flag, oneOf, readOptions, wholeNumber } from '../../scripts/options.ts';

// `--lives` is the number of lives of each blueprint. `--profile` says how late AWS is. `--seed` with `--lives 1`
// repeats a life that failed. `--trace` prints each call.
const {
  lives,
  profile,
  only,
  seed: firstSeed,
  trace,
} = readOptions({
  lives: wholeNumber(1).default(200),
  profile: oneOf(lagProfiles).default('bad'),
  only: oneOf(catalog.map(({ name }) => name)).optional(),
  seed: wholeNumber(0).default(1),
  trace: flag,
});
// The handlers read their settings when they are imported, so the settings are set first.
enterEnvironment({ ...localEnvironment('http://127.0.0.1:9', 'none', {}), POWERTOOLS_LOG_LEVEL: 'SILENT' });
const { live } = await import('./life.ts');
const { warmUp } = await import('../model/scenario.ts');

await warmUp();
let failed = 0;
for (const { name } of catalog.filter((each) => only === undefined || each.name === only)) {
  const times: number[] = [];
  let complained = 0;
  for (let seed = firstSeed; seed < firstSeed + lives; seed += 1) {
    const { complaints, toKeysMs } = await live(
      { blueprint: name, profile, seed },
      trace ? console.log : undefined,
    ).catch((error: unknown) => ({
      complaints: [String(error)],
      toKeysMs: Number.NaN,
    }));
    times.push(toKeysMs);
    if (complaints.length === 0) continue;
    complained += 1;
    console.log([`${name}, seed ${String(seed)}`, ...complaints].join('\n    '));
  }
  failed += complained;
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number) => ((sorted[Math.floor((sorted.length - 1) * part)] ?? 0) / 1000).toFixed(1);
  console.log(
    `${name.padEnd(12)} ${String(lives - complained)} of ${String(lives)} onboardings without an error; to the keys: median ${at(0.5)} s, longest ${at(1)} s of virtual time`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
