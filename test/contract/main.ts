import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { lagProfiles } from '../../local/sandbox/lag/profile.ts';
import { oneOf, readOptions, wholeNumber } from '../../scripts/options.ts';

// `--requests` is the number of requests. They are sent in batches, each to a new service with a seed of its own.
// `--seed` with the `--requests` that a failure prints runs its batch again, up to the request that failed.
// `--profile` says how late AWS is; by default, the batches differ in it.
const options = readOptions({
  requests: wholeNumber(1).default(5000),
  seed: wholeNumber(0).optional(),
  profile: oneOf(lagProfiles).optional(),
});
// The handlers read their settings when they are imported, so that these are set first.
enterEnvironment({ ...localEnvironment('http://127.0.0.1:9', 'none', {}), POWERTOOLS_LOG_LEVEL: 'SILENT' });
const { runBatch } = await import('./batch.ts');
const { openSummary } = await import('./summary.ts');
const { shrunk } = await import('./shrink.ts');
const { curlOf } = await import('./request.ts');
const { warmUp } = await import('../model/scenario.ts');

const batchSize = 250;
/** So many requests must get every status of success that the contract has, and a success with every kind of token. */
const enoughForAll = 5000;
/** After so many batches that failed, the others are not run. */
const mostFailed = 5;

const { requests, seed: firstSeed = Date.now() % 1_000_000_000, profile } = options;
const startedAt = performance.now();
const seconds = () => Math.round((performance.now() - startedAt) / 1000);
const summary = openSummary();
const again = (seed: number, count: number) =>
  `again: npm run test:contract -- --seed ${String(seed)} --requests ${String(count)}${profile === undefined ? '' : ` --profile ${profile}`}`;
console.log(`seed ${String(firstSeed)}`);
await warmUp();
let sent = 0;
let failed = 0;
for (let seed = firstSeed; sent < requests && failed < mostFailed; seed += 1) {
  const count = Math.min(batchSize, requests - sent);
  const batch = { seed, requests: count, profile: profile ?? lagProfiles[seed % lagProfiles.length] ?? 'off' };
  const { outcomes, violations } = await runBatch(batch);
  sent += count;
  for (const outcome of outcomes) summary.add(outcome);
  const [wrong] = outcomes.filter(({ complaints }) => complaints.length > 0);
  if (wrong !== undefined) {
    const smallest = await shrunk(batch, wrong);
    console.log(
      [
        `request ${String(wrong.n)} of seed ${String(seed)} (${[wrong.operation, ...wrong.request.oddities].join(', ')}):`,
        ...wrong.complaints,
        `answer: ${String(wrong.answer?.status)} ${wrong.answer?.text.slice(0, 1000) ?? ''}`,
        `smallest: ${curlOf(smallest)}`,
        `faults: ${JSON.stringify(smallest.faults)}`,
        again(seed, wrong.lastTogether),
      ].join('\n    '),
    );
  } else if (violations.length > 0)
    console.log(
      [`after ${String(count)} requests of seed ${String(seed)}:`, ...violations, again(seed, count)].join('\n    '),
    );
  if (wrong !== undefined || violations.length > 0) failed += 1;
  console.log(`${String(sent)} requests in ${String(seconds())} s`);
}
for (const line of summary.lines()) console.log(line);
const missing = summary.missingSuccesses();
console.log(`statuses and kinds of tokens without a success: ${missing.join(', ') || 'none'}`);
console.log(`types of problems without an answer: ${summary.missingProblems().join(', ') || 'none'}`);
console.log(
  `requests ${String(sent)}, batches that failed ${String(failed)}, in ${String(seconds())} s, seed ${String(firstSeed)}`,
);
process.exitCode = failed > 0 || (sent >= enoughForAll && missing.length > 0) ? 1 : 0;
