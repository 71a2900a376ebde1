import { digestOfInputs } from '../../../bench/simulate/inputs.ts';
import { stepsOf } from '../../../bench/simulate/steps.ts';
import { timed, underLoad } from '../../../bench/simulate/loads.ts';
import { stepsTable } from '../../../bench/simulate/tables.ts';
import { readTraces } from '../../../bench/simulate/trace.ts';
import { page } from '../../docs/markdown.ts';

const text = page('docs/scale.md');
const traces = readTraces();

test('the tables of docs/scale.md were simulated from the traces and limits of this version', () => {
  const digests = [...text.matchAll(/<!-- simulated: (\w+) -->/g)].map(([, digest]) => digest);
  // If this fails, run npm run simulate -- --write.
  expect(digests).toEqual(Array.from({ length: 3 }, () => digestOfInputs(traces)));
});

test.each(['now', 'later'] as const)('the row of one onboarding a second, %s, is what the simulation gives', (way) => {
  const { rows } = stepsTable([stepsOf(timed(underLoad(1, way)), traces)]);
  const cells = text.split('\n').map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
  expect(cells).toEqual(expect.arrayContaining(rows));
});
